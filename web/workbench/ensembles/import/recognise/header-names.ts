/** "Realization number [-]" as "realizationnumber": what headers are compared by. */
export function plainHeader(header: string): string {
  return header
    .replace(/\s*[[(][^\])]*[\])]\s*$/, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

const words = (text: string) => new Set(text.split(/\s+/));

/** Headers in plain form that say what a column is. */
export const HEADERS = {
  realization: words(
    'realization realisation real realizations realno realnr realnum realizationno realizationnumber realizationid realisationnumber realid realindex realizationindex iens member',
  ),
  /** Such a column may be something else, so it is taken only where there is no better one. */
  perhapsRealization: words(
    'run case model sim simulation sample job runno runid caseid id realname',
  ),
  ensemble: words('ensemble ensemblename ensembleid ens iteration iter iterationnumber iterno'),
  date: words(
    'date dates datetime timestamp dateprd day month period time reportdate datum dato tid proddate productiondate simdate datestamp timestep utc',
  ),
  year: words('year yyyy yr jahr'),
  month: words('month mm mon monat'),
  day: words('day dd dayofmonth tag'),
  days: words(
    'time days timedays elapsed elapseddays day simtime tstep t dayssincestart timesincestart',
  ),
  name: words(
    'vector vectors keyword mnemonic variable quantity key summarykey vectorname responsekey obskey observationkey property',
  ),
  value: words(
    'value values val observation observations observed obs observedvalue obsvalue measured measurement',
  ),
  error: words(
    'error err std stddev sigma uncertainty obserror errorstd stddeviation standarddeviation valueerror',
  ),
  item: words('well wellname wellid wellbore wellborename wellborecode npdwellborename uwi'),
  /** Such a column tells rows apart only where they would be the same without it. */
  perhapsItem: words('group groupname region platform completion segment zone layer'),
  index: words('index indexlevel0 level0 rowname rownames row rowid'),
} as const;

/** "12", "REAL12", "realization-12": a column for each realization. */
export function realizationInHeader(header: string): number | undefined {
  const match = /^(?:realization|realisation|real|r|run|case)?[-_ #.]*(\d{1,9})$/i.exec(
    header.trim(),
  );
  return match ? Number(match[1]) : undefined;
}

const SUMMARY =
  /^(?:[FGWRCBAS]|L[BWC])(?:[OWGLVNESC][PIVL][RTPFC][A-Z]{0,3}|PRH?|[WG](?:CT|OR|GR|LR)H?|[OWG]IP[LGR]?|RPV|OE(?:IW|WI|W|G)?|PI\d?|[BT]HP[HT]?|BP\d?|STAT|MCTL|MCT[A-Z]?|[OWG]SAT|PRES(?:SURE)?|PR[A-Z]?|SWAT|SGAS|SOIL|T[A-Z]{2,6})(?::.*|$)/;

/** Whether a name is one of a reservoir simulator's summary, which stays a vector even where it never changes. */
export function isSummaryName(name: string): boolean {
  return SUMMARY.test(name);
}
