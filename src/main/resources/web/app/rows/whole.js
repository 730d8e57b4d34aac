const orNull = (number) => (Number.isNaN(number) ? null : number);

/** Everything about one row in one object; null where missing. */
export function wholeRow(rows, index) {
  return {
    id: rows.id(index),
    state: rows.state(index),
    selected: rows.selected(index),
    raDeg: orNull(rows.raDeg(index)),
    decDeg: orNull(rows.decDeg(index)),
    offsetArcmin: orNull(rows.offsetArcmin(index)),
    catalogue: rows.catalogue(index),
    files: rows.files(index),
    ...rows.why(index),
    values: Object.fromEntries(rows.columns.map((column) => [column.name, column.value(index)])),
  };
}
