/** Names of time zones as Windows has them, which is what schedules and conversions take (facts/workflow-language.md §3). */

const NAMES = `Afghanistan|Alaskan|Aleutian|Altai|Arab|Arabian|Arabic|Argentina|Astrakhan|Atlantic|AUS Central|AUS Eastern|Aus Central W.|Azerbaijan|Azores|Bahia|Bangladesh|Belarus|Bougainville|Canada Central|Cape Verde|Caucasus|Cen. Australia|Central|Central America|Central Asia|Central Brazilian|Central Europe|Central European|Central Pacific|Chatham Islands|China|Cuba|Dateline|E. Africa|E. Australia|E. Europe|E. South America|Easter Island|Eastern|Egypt|Ekaterinburg|Fiji|FLE|Georgian|GMT|Greenland|Greenwich|GTB|Haiti|Hawaiian|India|Iran|Israel|Jordan|Kaliningrad|Kamchatka|Korea|Libya|Line Islands|Lord Howe|Magadan|Magallanes|Marquesas|Mauritius|Mid-Atlantic|Middle East|Montevideo|Morocco|Mountain|Myanmar|N. Central Asia|Namibia|Nepal|New Zealand|Newfoundland|Norfolk|North Asia|North Asia East|North Korea|Omsk|Pacific|Pakistan|Paraguay|Qyzylorda|Romance|Russia Time Zone 3|Russia Time Zone 10|Russia Time Zone 11|Russian|SA Eastern|SA Pacific|SA Western|Saint Pierre|Sakhalin|Samoa|Sao Tome|Saratov|SE Asia|Singapore|South Africa|South Sudan|Sri Lanka|Sudan|Syria|Taipei|Tasmania|Tocantins|Tokyo|Tomsk|Tonga|Transbaikal|Turkey|Turks And Caicos|Ulaanbaatar|US Eastern|US Mountain|Venezuela|Vladivostok|Volgograd|W. Australia|W. Central Africa|W. Europe|W. Mongolia|West Asia|West Bank|West Pacific|Yakutsk|Yukon`;

/** Those that do not end in 'Standard Time'. */
const OTHERS = [
  'UTC',
  'UTC-11',
  'UTC-09',
  'UTC-08',
  'UTC-02',
  'UTC+12',
  'UTC+13',
  'Coordinated Universal Time',
  'GMT',
  'Z',
];

const TIME_ZONES: readonly string[] = [
  ...NAMES.split('|').flatMap((name) => [`${name} Standard Time`, ...(name.startsWith('Russia Time') ? [name] : [])]),
  'Central Standard Time (Mexico)',
  'Eastern Standard Time (Mexico)',
  'Mountain Standard Time (Mexico)',
  'Pacific Standard Time (Mexico)',
  ...OTHERS,
];

const KNOWN = new Set(TIME_ZONES.map((name) => name.toLowerCase()));

export function isTimeZone(name: string): boolean {
  return KNOWN.has(name.trim().toLowerCase());
}
