const DATE_UCD = /^time\.(start|end|epoch|release|processing|creation)(;|$)/i;
const DAY_UNITS = new Set(['d', 'day', 'days', 'mjd']);

/** Whether a column holds Modified Julian Dates: by its UCD and unit, else by a name that says so. */
export function isDate(column) {
  const days = DAY_UNITS.has(column.unit.trim().toLowerCase());
  return column.kind === 'number' && (column.ucd ? days && DATE_UCD.test(column.ucd)
    : (days || column.unit === '') && /^(time|start_time|end_time|.*_date|t_min|t_max|mjd.*)$/i.test(column.name));
}
