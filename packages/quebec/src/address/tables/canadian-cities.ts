import { foldName } from '../fold.ts'

/** Larger municipalities outside Québec, so that one line without commas can be cut; any other is kept as typed. */
const cities = `
ON Toronto|Ottawa|Mississauga|Brampton|Hamilton|London|Markham|Vaughan|Kitchener|Windsor|Richmond Hill|Oakville|Burlington|Greater Sudbury|Sudbury|Oshawa|Barrie|St. Catharines|Cambridge|Kingston|Guelph|Thunder Bay|Waterloo|Brantford|Pickering|Niagara Falls|Peterborough|Sault Ste. Marie|Sarnia|North Bay|Welland|Belleville|Cornwall|Hawkesbury|Orléans|Orleans|Kanata|Nepean|Gloucester|Vanier|Rockland|Embrun|Casselman|Timmins|Brockville|Pembroke|Scarborough|Etobicoke|North York|Ajax|Whitby|Milton|Newmarket|Aurora|Stratford|Woodstock|Hearst|Kapuskasing|Russell|Vankleek Hill|Alexandria
NB Moncton|Saint John|Fredericton|Dieppe|Bathurst|Edmundston|Miramichi|Campbellton|Riverview|Quispamsis|Shediac|Caraquet|Tracadie|Sackville|Grand-Sault|Grand Falls|Dalhousie|Oromocto|Bouctouche|Shippagan
NS Halifax|Dartmouth|Sydney|Bedford|Truro|New Glasgow|Kentville|Amherst|Bridgewater|Yarmouth|Antigonish|Wolfville|Lunenburg
PE Charlottetown|Summerside|Stratford|Cornwall
NL St. John's|Mount Pearl|Corner Brook|Conception Bay South|Gander|Grand Falls-Windsor|Labrador City|Happy Valley-Goose Bay|Paradise
MB Winnipeg|Brandon|Steinbach|Thompson|Portage la Prairie|Winkler|Selkirk|Saint-Boniface
SK Saskatoon|Regina|Prince Albert|Moose Jaw|Swift Current|Yorkton|North Battleford|Estevan
AB Calgary|Edmonton|Red Deer|Lethbridge|St. Albert|Medicine Hat|Grande Prairie|Airdrie|Fort McMurray|Sherwood Park|Spruce Grove|Leduc|Canmore|Banff|Okotoks|Cochrane|Camrose|Lloydminster
BC Vancouver|Victoria|Surrey|Burnaby|Richmond|Abbotsford|Coquitlam|Kelowna|Langley|Saanich|Delta|Kamloops|Nanaimo|Chilliwack|Prince George|North Vancouver|West Vancouver|New Westminster|Maple Ridge|Port Coquitlam|Port Moody|White Rock|Vernon|Penticton|Courtenay|Campbell River|Whistler|Squamish|Cranbrook
YT Whitehorse|Dawson
NT Yellowknife|Hay River|Inuvik
NU Iqaluit|Rankin Inlet
`

/** By a province and a folded name, the name as written: `ON TORONTO` → `Toronto`. */
export const canadianCities: ReadonlyMap<string, string> = new Map(
  cities
    .trim()
    .split('\n')
    .flatMap((line) =>
      line
        .slice(3)
        .split('|')
        .map((name) => [`${line.slice(0, 2)} ${foldName(name)}`, name] as const),
    ),
)
