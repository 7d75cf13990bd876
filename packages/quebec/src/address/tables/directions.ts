const words: Readonly<Record<string, string>> = {
  N: 'N', NORD: 'N', NORTH: 'N',
  S: 'S', SUD: 'S', SOUTH: 'S',
  E: 'E', EST: 'E', EAST: 'E',
  O: 'O', W: 'O', OUEST: 'O', WEST: 'O',
  NE: 'NE', 'N E': 'NE', 'NORD EST': 'NE', NORTHEAST: 'NE', 'NORTH EAST': 'NE',
  NO: 'NO', NW: 'NO', 'N O': 'NO', 'N W': 'NO', 'NORD OUEST': 'NO', NORTHWEST: 'NO', 'NORTH WEST': 'NO',
  SE: 'SE', 'S E': 'SE', 'SUD EST': 'SE', SOUTHEAST: 'SE', 'SOUTH EAST': 'SE',
  SO: 'SO', SW: 'SO', 'S O': 'SO', 'S W': 'SO', 'SUD OUEST': 'SO', SOUTHWEST: 'SO', 'SOUTH WEST': 'SO',
}

/** A direction by what is typed, folded. */
export const directionByWord: ReadonlyMap<string, string> = new Map(Object.entries(words))

export const directionInFrench: Readonly<Record<string, string>> = {
  N: 'Nord', S: 'Sud', E: 'Est', O: 'Ouest', NE: 'Nord-Est', NO: 'Nord-Ouest', SE: 'Sud-Est', SO: 'Sud-Ouest',
}

export const directionInEnglish: Readonly<Record<string, string>> = {
  N: 'North', S: 'South', E: 'East', O: 'West', NE: 'Northeast', NO: 'Northwest', SE: 'Southeast', SO: 'Southwest',
}
