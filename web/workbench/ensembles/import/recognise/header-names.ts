/** A header in plain form for comparison: "realizationnumber" for "Realization number [-]". */
export function plainHeader(header: string): string {
  return header
    .replace(/\s*[[(][^\])]*[\])]\s*$/, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

const words = (text: string) => new Set(text.split(/\s+/));

/** Headers in plain form by which a column's role is recognised. */
export const HEADERS = {
  realization: words(
    'realization realisation real realizations realno realnr realnum realizationno realizationnumber realizationid realisationnumber realid realindex realizationindex iens member',
  ),
  /** Ambiguous, so used only if there is no better column. */
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
  /** Ambiguous, so used only if rows would be duplicates without it. */
  perhapsItem: words('group groupname region platform completion segment zone layer'),
  index: words('index indexlevel0 level0 rowname rownames row rowid'),
} as const;

/** The realization in a header like "12", "REAL12" or "realization-12", for files with one column per realization. */
export function realizationInHeader(header: string): number | undefined {
  const match = /^(?:realization|realisation|real|r|run|case)?[-_ #.]*(\d{1,9})$/i.exec(
    header.trim(),
  );
  return match ? Number(match[1]) : undefined;
}

const SUMMARY =
  /^(?:[FGWRCBAS]|L[BWC])(?:[OWGLVNESC][PIVL][RTPFC][A-Z]{0,3}|PRH?|[WG](?:CT|OR|GR|LR)H?|[OWG]IP[LGR]?|RPV|OE(?:IW|WI|W|G)?|PI\d?|[BT]HP[HT]?|BP\d?|STAT|MCTL|MCT[A-Z]?|[OWG]SAT|PRES(?:SURE)?|PR[A-Z]?|SWAT|SGAS|SOIL|T[A-Z]{2,6})(?::.*|$)/;

/** Whether a name is a reservoir simulator's summary vector, which stays a vector even if it never changes. */
export function isSummaryName(name: string): boolean {
  return SUMMARY.test(name);
}
