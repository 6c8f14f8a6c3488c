"""Two who tell one number in two papers: who of them may be one, and who cannot be."""

from __future__ import annotations

import pytest

from tests.test_second_source import counted, read, tell

MAY_BE_ONE = """
the office of the governor | governor Vera Lund
police | police officer Mila Storn
the hospital | casualty medical officer Dr Mila Storn
the company | founder Ivo Tarn
the DC | district commissioner Odo Kern
the meteorological office | forecaster Odo Kern
the lender | Corvin Bank
SP Kern | Odo Kern, superintendent of police,
DIG Kern | police chief Odo Kern
organisers | the Larn cricket council
the pilots' union | the Flight Deck Association
an official at the food ministry | the food secretary
police | police spokesman Odo Kern
the fire service | fire chief Nils Ravn
police | a police spokeswoman
the mayor | mayor Lena Marsk
the city | mayor Lena Marsk
officials | mayor Lena Marsk
officials | police
officials | the hospital
local officials | police spokesman Odo Kern
the interior ministry | interior minister Tom Harl
the ministry of health | health minister Mira Holt
the ministry of health | a health ministry spokesman
the civil protection service | civil protection chief Jan Sorel
the civil protection agency | the head of the civil protection service, Jan Sorel,
the government | interior minister Tom Harl
the government | a government spokesman
a senior figure in the governing party | interior minister Tom Harl
the governor | governor Vera Lund
the coast guard | coast guard commander Dora Quill
the port authority | harbour master Piet Aster
the airline | airline spokeswoman Ina Falk
the company | company spokeswoman Ina Falk
the company | Talvik Terminals chief executive Ana Veld
Talvik Terminals | Talvik Terminals chief executive Ana Veld
Talvik Terminals | the company
the union | the dockers' union
the union | Lars Ekvel, head of the dockers' union,
the union | union secretary Lars Ekvel
the dockers' union | union leader Lars Ekvel
the club | club president Emil Stark
the club | coach Max Brandt
prosecutors | prosecutor Sven Aldo
a court spokesman | the court
the organisers | festival director Ida Kovar
the railway | railway spokeswoman Clara Weyl
the railway | a spokesman for the Selm Railway, Uwe Falk,
the army | army spokesman Colonel Yan Volk
the military | the army
the defence ministry | the army
the hospital | doctor Samir Tal
the hospital | Dr Samir Tal
a doctor | Dr Samir Tal
the hospital | senior doctor Marit Dahl
the director of the hospital | hospital director Ivo Sarn
the audit office | audit office president Yan Dorn
Clear Water | Clear Water director Vera Tadin
the group | Clear Water director Vera Tadin
the aid organisation Desert Doctors | Lotte Berg, coordinator of Desert Doctors,
the aid group | Desert Doctors coordinator Lotte Berg
the electoral commission | commission chair Lidia Orm
the central electoral commission | its chair, Lidia Orm,
Far Shore | Far Shore coordinator Lotte Berg
the family of Otto Brandt | his daughter Hanne Brandt
an executive at First Meridian Bank | a First Meridian executive
a Meridian Bank executive | a First Meridian executive
the CEO | Talvik Terminals chief executive Ana Veld
the daughter | his daughter Lucia Brandt
a source | interior minister Tom Harl
a police source | police
two officials | an official
the embassy | ambassador Ruta Welk
the foreign ministry | foreign minister Ruta Welk
the president | President Viktor Halm
the president's office | presidential spokesman Olaf Treen
the palace | presidential spokesman Olaf Treen
the operator | Korrin Terminals
mine director Oleg Prut | the mine
mountain rescue head Quentin Hale | the mountain rescue service
rescuers | mountain rescue head Quentin Hale
the county | a county spokesman
Orl county | Geert Mohl, press officer of Orl county,
county sheriff Dan Orr | the sheriff's office
Ilse Morn | police
Ilse Morn | police spokeswoman Ilse Morn
the airport | airport manager Ivo Tarn
the weather service | meteorologist Ana Roth
the central bank | central bank governor Ivo Tarn
the bank | chief executive Ivo Tarn
the opposition | opposition leader Hart Boll
the Growers' League | its leader, Hart Boll,
the archdiocese | Archbishop Ivo Tarn
the Red Cross | Red Cross spokeswoman Ina Falk
the governor's office | governor Vera Lund
the prime minister's office | prime minister Ludo Fern
the mayor's office | mayor Lena Marsk
the regional administration | governor Vera Lund
the emergency ministry | rescuers
emergency services | the fire brigade
emergency services | police
the ambulance service | paramedic Ivo Tarn
paramedics | the ambulance service
medics | the hospital
the coroner | coroner Ivo Tarn
a resident | resident Ana Roth
Brightwater | Brightwater chief executive Ana Roth
Brightwater Foods | Ana Roth, the chief executive of Brightwater,
the buyer | Brightwater Foods
Rovers | Rovers chairman Emil Stark
Karst United | club president Emil Stark
Karst United | United coach Max Brandt
Karst United | the club's sporting director, Emil Stark,
the football association | FA spokesman Emil Stark
the league | league spokesman Emil Stark
the Velmark government | Velmark's interior minister, Tom Harl,
Velmark | the Velmark foreign ministry
the Velmark foreign ministry | Velmark's foreign minister Ruta Welk
the foreign ministry in Velm | foreign minister Ruta Welk
Velmark police | a police spokesman in Larn
Larn police | police
Larn police | regional police spokeswoman Ilse Morn
the Larn fire brigade | fire chief Nils Ravn
the Larn hospital | Larn hospital
St Anne's Hospital | the hospital
St Anne's Hospital | hospital director Ivo Sarn
St Anne's | St Anne's Hospital
the space agency | agency chief Ivo Tarn
the Ministry of Health | Health Minister Mira Holt
Health Minister Mira Holt | the minister
Health Minister Mira Holt | minister Holt
Mira Holt | the health minister
the Electoral Commission | electoral commission chairman Ivo Tarn
the national electoral board | board chair Ivo Tarn
the Larn Opera | the opera house
the State Opera | opera director Ivo Tarn
the Natural History Museum | museum director Ivo Tarn
the museum | curator Ivo Tarn
the port of Larn | port director Ivo Tarn
Larn port | the port authority
Larn Airport | airport spokeswoman Ina Falk
Nordwind Airlines | the airline
Nordwind | the airline
Nordwind | airline spokeswoman Ina Falk
Nordwind | Nordwind spokeswoman Ina Falk
Nordwind | Ina Falk, a spokeswoman for Nordwind,
Nordwind spokeswoman Ina Falk | the airline's spokeswoman
the Dockers' Union | DU leader Lars Ekvel
the National Union of Teachers | the teachers' union
the National Union of Teachers | union president Sybil Harl
the National Union of Teachers | NUT president Sybil Harl
the Federation of Open Trades | federation chairman Otto Kehl
Irma Tolk, chairwoman of the Federation of Open Trades, | the federation
the central bank | Governor Ivo Tarn
the Bank of Velmark | the central bank
the Bank of Velmark | Governor Ivo Tarn
the Supreme Court | the court
the Larn district court | a court spokeswoman
the Larn district court | judge Ivo Tarn
the public prosecutor | prosecutor Sven Aldo
the public prosecutor's office | chief prosecutor Sven Aldo
prosecutors in Larn | the prosecutor's office
the attorney general | Attorney General Dan Orr
the sheriff | Sheriff Dan Orr
Larn County Sheriff Dan Orr | the county sheriff's office
the National Weather Service | forecaster Ana Roth
the US Geological Survey | the USGS
the geological institute | seismologist Ana Roth
the United Nations | a UN spokesman
the UN | UN envoy Ruta Welk
the Red Crescent | Red Crescent spokesman Ali Tarn
the Morn festival | festival director Ida Kovar
the festival | its director, Ida Kovar,
organisers | Ida Kovar, the festival's director,
the White House | a White House spokesman
the chancellery | chancellery spokesman Ivo Tarn
the presidential palace | the president's spokesman Olaf Treen
the president's office | President Viktor Halm
the army | General Ivo Tarn
the army | Lieutenant Colonel Ivo Tarn
the rebels | rebel leader Ali Tarn
the rebels | rebel spokesman Ali Tarn
a militant group | the group
the coastguard | the coast guard
the coast guard | coastguard officer Ivo Tarn
lifeboat crews | the lifeboat service
the transport ministry | Transport Minister Mira Holt
the transport ministry | the ministry
Transport Minister Mira Holt | the government
the governing party | party leader Hart Boll
the Citizens Union | Citizens Union leader Hart Boll
the Citizens Union | party spokesman Ivo Tarn
the opposition Citizens Union | opposition leader Hart Boll
the archbishop | Archbishop Ivo Tarn
the diocese | Bishop Ivo Tarn
the Vatican | a Vatican spokesman
the university | rector Ivo Tarn
the University of Larn | Professor Ivo Tarn
the owner | the owner, Gerd Imhof,
warehouse owner Gerd Imhof | the owner
the company | owner Gerd Imhof
the mine | mine owner Gerd Imhof
the operator | mine manager Oleg Prut
Orsova Coal | mine manager Oleg Prut
Orsova Coal | the mine
the Hillside Hospital | a spokesman for the hospital
his family | his brother Ivo Brandt
relatives | his brother Ivo Brandt
the family | the family's lawyer, Ana Roth,
her manager | her manager, Ivo Tarn,
his agent | his agent, Ivo Tarn,
his lawyer | lawyer Ana Roth
her spokeswoman | spokeswoman Ina Falk
a spokesman | spokesman Olaf Treen
a ministry official | an official
a government source | government officials
a senior official | Interior Minister Tom Harl
local officials | the mayor
local officials | district chief Musa Tarr
the district governor | district chief Musa Tarr
provincial governor Vera Lund | the province
the provincial government | governor Vera Lund
the regional government | regional president Vera Lund
the city of Larn | Larn mayor Lena Marsk
Larn | mayor Lena Marsk
city officials | Larn mayor Lena Marsk
the city | a city spokesman
the council | council leader Ivo Tarn
the county council | council spokeswoman Ina Falk
the ombudswoman | ombudswoman Greta Solm
the auditor general | Auditor General Ivo Tarn
the audit office | the auditors
the commission | commission chairwoman Lidia Orm
the inquiry | the inquiry's chairman, Ivo Tarn,
the ambassador | Ambassador Ruta Welk
the Velmark embassy | the Velmark ambassador, Ruta Welk,
a statement | the trade ministry
an internal memo | the company
Ebba Corn | the president of Sarnia, Ebba Corn,
the president of Sarnia | President Ebba Corn
Sarnia President Ebba Corn | the president of Sarnia
the head of state | President Ebba Corn
the prime minister | Prime Minister Ludo Fern
the premier | Prime Minister Ludo Fern
the chancellor | Chancellor Ivo Tarn
watch commander Jule Reich | the fire brigade
watch commander Jule Reich | the brigade's watch commander
fire boss Barth | county fire chief Odo Barth
police boss Odo Kern | police chief Odo Kern
the police chief | police chief Odo Kern
the fire chief | county fire chief Odo Barth
the mayor of Larn | mayor Greta Alm
the harbour master | harbour master Piet Aster
the Larn harbour master | harbour master Piet Aster
the union leader | union leader Lars Ekvel
the head of the union | union leader Lars Ekvel
the club's president | club president Emil Stark
the festival director | festival director Ida Kovar
a company spokesman | the company
a company spokesman | Orsova Coal
a police officer | police
a fireman | the fire brigade
a nurse | the hospital
a hospital source | the hospital
a coastguard spokesman | coast guard commander Dora Quill
a district official | district chief Musa Tarr
a rescue worker | rescuers
a rescue official | the civil protection agency
police | Superintendent Ivo Tarn
police | Inspector Ivo Tarn
police | Chief Inspector Ivo Tarn
police | Detective Superintendent Ivo Tarn
police | Detective Ivo Tarn
police | Sergeant Ivo Tarn
police | Constable Ivo Tarn
police | Commissioner Ivo Tarn
police | Captain Ivo Tarn
police | Colonel Ivo Tarn
police | Chief Ivo Tarn
police | Lieutenant Ivo Tarn
police | Officer Ivo Tarn
police | spokesman Ivo Tarn
police | spokeswoman Ina Falk
the police | the district police chief
police | chief of police Ivo Tarn
police | the chief of police, Ivo Tarn,
police | Ivo Tarn, a police officer,
police | the operation's commander, Ivo Tarn,
police | investigators
police | the lead investigator, Ivo Tarn,
police | detectives
police | officers
police | the gendarmerie
police | the authorities
police | authorities
police | local authorities
police | security forces
police | security sources
police | security officials
police | an official
police | a district official
the fire brigade | Captain Ivo Tarn
the fire brigade | Commander Ivo Tarn
the fire brigade | station officer Ivo Tarn
the fire brigade | spokesman Ivo Tarn
the fire brigade | a firefighter
firefighters | the fire brigade
firefighters | fire chief Nils Ravn
the hospital | spokeswoman Ina Falk
the hospital | chief surgeon Ivo Tarn
the hospital | Professor Ivo Tarn
the hospital | medical director Ivo Tarn
the hospital | director Ivo Tarn
the hospital | doctors
the hospital | a surgeon at the hospital
the hospital | health officials
the health ministry | health officials
the health ministry | a health official
health officials | Dr Samir Tal
hospital officials | hospital director Ivo Sarn
hospital officials | Dr Samir Tal
medical sources | the hospital
a medical source | hospital director Ivo Sarn
officials | harbour master Piet Aster
officials | fire chief Nils Ravn
officials | the ministry of health
officials | the mayor
officials | the governor
officials | Governor Vera Lund
officials | the coast guard
officials | the coroner
officials | the authorities
an official | district commissioner Musa Tarr
an official | Musa Tarr, the district commissioner,
the authorities | the governor
the authorities | the mayor
the authorities | the ministry of health
the authorities | fire chief Nils Ravn
the authorities | the hospital
the authorities | prosecutors
port officials | harbour master Piet Aster
port officials | the port authority
railway officials | railway spokeswoman Clara Weyl
railway officials | the railway
airport officials | airport manager Ivo Tarn
company officials | Orsova Coal
company officials | mine manager Oleg Prut
union officials | union leader Lars Ekvel
union officials | the dockers' union
election officials | electoral commission chairman Ivo Tarn
election officials | the electoral commission
club officials | Karst United
a club source | Karst United
a club source | club president Emil Stark
a source at the club | Karst United
a source close to the club | Karst United
a source close to the talks | the foreign ministry
a source close to the talks | foreign minister Ruta Welk
a diplomat | foreign minister Ruta Welk
a diplomat | the embassy
diplomats | the foreign ministry
two diplomats | a diplomat
a ministry source | the transport ministry
a ministry source | transport minister Mira Holt
a ministry spokesman | transport minister Mira Holt
a government spokesman | transport minister Mira Holt
a spokesman for the minister | transport minister Mira Holt
an aide to the president | President Viktor Halm
an aide to the president | presidential spokesman Olaf Treen
a person familiar with the matter | the company
people familiar with the matter | Brightwater chief executive Ana Roth
insiders | the company
witnesses | residents
witnesses | a resident
a resident | farmer Emil Varga
residents | shopkeeper Ana Roth
a local man | farmer Emil Varga
a villager | villagers
eyewitnesses | passenger Jola Brek
a survivor | passenger Jola Brek
survivors | a passenger
passengers | passenger Jola Brek
a woman | baker Paula Lohn
local media | the Larn Post
an executive at First Meridian Bank | a First Meridian executive
a member of the party's executive committee | a member of its executive committee
an informant | a government official
the union's general secretary, Sule Adeb, | the Port and Allied Workers' Union
the Academy of Letters | the academy
the country's central bank | the central bank
the Treasury | Norland's Treasury
Karst United | United chairman Emil Stark
the Academy of Letters of Quill | the Academy of Letters
the country's space agency | the Norland space agency
the inquiry's chair | Ros Iden, who chairs the inquiry,
the inquiry | Ros Iden, who chairs the inquiry,
the inquiry | Dame Ros Iden, who heads the inquiry,
the orchestra | Ros Iden, who conducts the orchestra,
the rescue team | Ros Iden, who leads the rescue team,
the rescue team leader | Ros Iden, who leads the rescue team,
the clinic | Ros Iden, who runs the clinic,
the clinic manager | Ros Iden, who manages the clinic,
the school | Ros Iden, who teaches at the school,
the school | headteacher Ros Iden
the school | principal Ros Iden
the principal | Ros Iden, principal of Larn High School,
Larn High School | principal Ros Iden
the school district | superintendent Ros Iden
the school board | school board president Ros Iden
the district | Superintendent Ros Iden
the medical examiner's office | county medical examiner Ros Iden
the county coroner's office | coroner Ros Iden
state police | Trooper Ros Iden
state police | state trooper Ros Iden
the state patrol | a state patrol spokesman
the highway patrol | Sgt. Ros Iden of the highway patrol
the sheriff's department | Deputy Ros Iden
the sheriff's office | Lt. Ros Iden
deputies | Sheriff Dan Orr
deputies | the sheriff's office
police | Superintendent of Police Ros Iden
police | SP Ros Iden
police | DSP Ros Iden
police | the police public relations officer, Ros Iden,
police | Police Public Relations Officer Ros Iden
the command | the command's spokesman, Ros Iden,
the police command | the spokesperson of the command, Ros Iden,
the state government | Commissioner for Health Ros Iden
the commissioner for health | Commissioner for Health Ros Iden
the state emergency agency | its executive secretary, Ros Iden,
the agency's zonal coordinator | zonal coordinator Ros Iden
the road safety corps | sector commander Ros Iden
the sector commander | sector commander Ros Iden
the district collector | district collector Ros Iden
district administration | district collector Ros Iden
the collector | District Collector Ros Iden
the deputy commissioner | Deputy Commissioner Ros Iden
the district magistrate | District Magistrate Ros Iden
railway officials | the railway's public relations officer, Ros Iden,
the railway | divisional railway manager Ros Iden
the chief minister | Chief Minister Ros Iden
the state | Chief Minister Ros Iden
the hospital | the hospital's superintendent, Ros Iden,
hospital sources | the hospital's superintendent, Ros Iden,
hospital officials | the hospital
the chief medical officer | chief medical officer Ros Iden
the health department | chief medical officer Ros Iden
the health department | a health official
the village head | village head Ros Iden
villagers | village head Ros Iden
the paramount chief | Paramount Chief Ros Iden
the ward councillor | ward councillor Ros Iden
the town | the town clerk, Ros Iden,
the town manager | Town Manager Ros Iden
the borough council | a council spokeswoman
the farmers' cooperative | cooperative chairman Ros Iden
the co-op | cooperative chairman Ros Iden
the growers | growers' association president Ros Iden
the growers' association | the association's president, Ros Iden,
the chamber of commerce | chamber president Ros Iden
the exchange | exchange spokesman Ros Iden
the bank's chief economist | chief economist Ros Iden
the brewery | brewery boss Ros Iden
the brewery's boss | brewery boss Ros Iden
the refinery | refinery manager Ros Iden
the plant | plant manager Ros Iden
the plant's owner | the company
the shipping line | Captain Ros Iden
the ship's captain | Captain Ros Iden
the skipper | skipper Ros Iden
the pilot | pilot Ros Iden
the driver | bus driver Ros Iden
the bus company | the company's manager, Ros Iden,
the transport union | union branch chairman Ros Iden
the shop steward | shop steward Ros Iden
the teachers' union | general secretary Ros Iden
the general secretary | union general secretary Ros Iden
the cricket board | board secretary Ros Iden
the team | team manager Ros Iden
the team | captain Ros Iden
the team doctor | Dr. Ros Iden, the team doctor,
the race organisers | race director Ros Iden
the pastor | Pastor Ros Iden
the church | Pastor Ros Iden
the church | Reverend Ros Iden
the mosque | imam Ros Iden
the imam | Imam Ros Iden
the temple committee | committee secretary Ros Iden
the committee | committee secretary Ros Iden
the mission | mission head Ros Iden
the force | the force's spokesman, Major Ros Iden,
the defence force | Brigadier Ros Iden
the navy | Commodore Ros Iden
the navy | navy spokesman Commander Ros Iden
the air force | Wing Commander Ros Iden
the border guard | Colonel Ros Iden
the park service | ranger Ros Iden
rangers | the park service
the zoo | head keeper Ros Iden
the dive team | dive team leader Ros Iden
divers | dive team leader Ros Iden
the lifeboat | coxswain Ros Iden
the lifeboat's coxswain | coxswain Ros Iden
the observatory | duty seismologist Ros Iden
the met office | duty forecaster Ros Iden
the meteorological department | its director general, Ros Iden,
the dam operator | the water company
the regulator | regulator spokesman Ros Iden
the watchdog | the regulator
the tribunal | presiding judge Ros Iden
the judge | Judge Ros Iden
the magistrate | Magistrate Ros Iden
the prosecutor | state prosecutor Ros Iden
the prosecution | prosecutor Ros Iden
the defence | defence lawyer Ros Iden
the district attorney's office | District Attorney Ros Iden
the family's spokesman | family spokesman Ros Iden
the widow | his widow, Ros Iden,
his mother | the boy's mother, Ros Iden,
neighbours | neighbour Ros Iden
a shopkeeper | shopkeeper Ros Iden
the landlord | landlord Ros Iden
the museum | Ros Iden of the museum
the charity | Ros Iden, from the charity,
the charity | Ros Iden, a charity worker,
the ministry | permanent secretary Ros Iden
the permanent secretary | Permanent Secretary Ros Iden
the cabinet | the cabinet secretary, Ros Iden,
government sources | the cabinet secretary, Ros Iden,
the palace | the royal household
the premier's office | a spokesman for the premier
the assembly | Speaker Ros Iden
the speaker | Speaker Ros Iden
the senator | Senator Ros Iden
the congresswoman | Congresswoman Ros Iden
the lawmaker | Senator Ros Iden
the campaign | campaign manager Ros Iden
the returning officer | returning officer Ros Iden
the election office | county clerk Ros Iden
the county clerk | County Clerk Ros Iden
"""

ARE_TWO = """
police | casualty medical officer Dr Mila Storn
the port authority | founder Ivo Tarn
the wages watchdog | co-owner Ivo Tarn
the office of the governor | hospital director Ivo Sarn
the DC | hospital director Ada Kern
Ada Kern | Odo Kern
organisers | police
a senior figure in the opposition party | interior minister Tom Harl
police | hospital director Ivo Sarn
police | the hospital
the police | the fire brigade
the fire service | police chief Nils Ravn
police | the army
police | witness Ana Roth
police | farmer Emil Varga
police | Emil Varga, a farmer
police | a passenger
police | mayor Lena Marsk
the health ministry | interior minister Tom Harl
the interior ministry | police
the ministry of health | civil protection chief Jan Sorel
the governor | the hospital
governor Vera Lund | hospital director Ivo Sarn
governor Vera Lund | police chief Nils Ravn
mayor Lena Marsk | governor Vera Lund
the coast guard | harbour master Piet Aster
coast guard commander Dora Quill | harbour master Piet Aster
the airline | police
the airline | transport minister Mira Holt
the company | union leader Lars Ekvel
Talvik Terminals | the dockers' union
the teachers' union | the education ministry
the teachers' union | education minister Mira Holt
the club | Paul Oster's agent, Ivo Karr,
the court | prosecutor Sven Aldo
prosecutor Sven Aldo | defence lawyer Ana Roth
prosecutor Sven Aldo | his lawyer, Ana Roth,
prosecutors | police
police | organisers
police | the organiser, Hanna Lis,
the Selm Railway | police
the railway | the head of the district ambulance service, Karin Torv,
the army | rebel spokesman Ali Tarn
the army | the rebels
police | senior doctor Marit Dahl
the Seismological Institute | the civil protection service
the human rights group Clear Water | interior minister Tom Harl
his daughter | the hospital
his family | the hospital
his son Emil Brandt | a spokesman for the Hillside Hospital, Rolf Tamm,
a police source | the hospital
the embassy | the foreign ministry
the president's spokesman Olaf Treen | the foreign ministry
the operator, Korrin Terminals, | the port workers' union
mine director Oleg Prut | the mountain rescue
mine director Oleg Prut | a miner
rescuers | mayor Lena Marsk
the sheriff's office | the fire department
Ilse Morn | Ivo Sarn
police chief Odo Kern | police spokeswoman Ilse Morn
hospital spokesman Rolf Tamm | Ivo Sarn, the hospital's director,
the airport | the airline
the opposition | the government
the United Nations | the health ministry
the Red Cross | the health ministry
the ambulance service | the hospital
the coroner | police
residents | police
survivor Paula Lohn | the coast guard
baker Paula Lohn | the coast guard
schoolgirl Mia Tolk | the railway
Nordwind chief executive Ivo Tarn | Nordwind spokeswoman Ina Falk
police | a government official
police | the interior ministry
officials | the union
officials | farmer Emil Varga
officials | survivor Paula Lohn
officials | a passenger
officials | the company
the authorities | the union
the authorities | a farmer
a union official | the company
an employee | the company
a worker | the company
a worker | the union
a witness | the police
the hospital | Nils Ravn, a spokesman for his family,
the hospital | family spokesman Nils Ravn
the hospital | the spokesman of her family, Nils Ravn,
police | his lawyer, Counsel Ruth Asab,
police | defence counsel Ruth Asab
police | farmers' leader Hart Boll
police | village head Hart Boll
police | imam Ali Tarn
the dockers' union | operations director Bente Auk
the union | chief executive Bente Auk
the army | rebel leader Hart Boll
the festival | the band's manager, Ivo Tarn,
Brightwater | Orsen chief executive Ruben Staal
Rovers | United chairman Emil Stark
Rovers | United manager Emil Stark
the airline | airport manager Sixten Rowe
the operator | union official Bo Kessler
prosecutors | his lawyer, Ana Roth,
the coast guard | survivor Ivo Tarn
the electoral commission | observer Hart Boll
the United Nations | rebel leader Ivo Tarn
the coast guard | ferry captain Ivo Tarn
the army | a rebel spokesman
the union | personnel director Ada Kern
"""

FIRST = """Bus leaves road near Larn

Three people were killed when a bus left the road near Larn on Monday, {} said.

The road was closed until the evening.
"""
SECOND = """Three dead in crash

{} said on Tuesday that three people had died in Monday's bus crash near Larn.

The bus was on its way to the coast.
"""


def low(pair: str) -> int | None:
    """How many sources at the least two papers have that name these two for the number."""
    one, other = (name.strip() for name in pair.split("|"))
    told = tell(
        read("Larn Post", FIRST.format(one)),
        read("Velm Echo", SECOND.format(other[:1].upper() + other[1:])),
    )
    found = counted(told, "TRANSPORT", "count", "3", "killed")
    return found[0] if found else None


@pytest.mark.parametrize("pair", MAY_BE_ONE.strip().splitlines())
def test_they_may_be_one(pair: str) -> None:
    assert low(pair) == 1


@pytest.mark.parametrize("pair", ARE_TWO.strip().splitlines())
def test_nobody_takes_them_for_one(pair: str) -> None:
    assert low(pair) == 2
