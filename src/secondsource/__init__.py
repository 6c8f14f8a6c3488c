"""Does this news have a second source?"""
