import { Rows } from '/app/rows.js';
import '/app/views/sky.js';
import '/app/views/table.js';
import '/app/views/timeline.js';

const query = new URLSearchParams(location.search);
const rows = new Rows();
const views = ['voyage-sky', 'voyage-timeline', 'voyage-table'].map((name) => document.querySelector(name));
document.documentElement.dataset.theme = query.get('theme') ?? 'light';
views[0].survey = query.get('survey');
views.forEach((view) => { view.rows = rows; });

/** The same rows every time: numbers from a small generator with a seed. */
let seed = 12345;
const random = () => { seed = (seed * 1103515245 + 12345) & 0x7fffffff; return seed / 0x7fffffff; };
const centre = { raDeg: Number(query.get('ra') ?? 61.81861), decDeg: Number(query.get('dec') ?? 3.70717) };
const radiusDeg = Number(query.get('radius') ?? 1);
const hostile = '<img src=x onerror="document.title=1">';

function found(number) {
  const [distance, angle] = [radiusDeg * Math.sqrt(random()), 2 * Math.PI * random()];
  const decDeg = centre.decDeg + distance * Math.cos(angle);
  const raDeg = (centre.raDeg + distance * Math.sin(angle) / Math.cos(decDeg * Math.PI / 180) + 360) % 360;
  const exposure = random() < 0.03 ? null : Math.round(10 ** (2 + 3 * random()));
  const placed = random() > 0.01;
  const selected = exposure !== null && exposure <= 10_000;
  return {
    type: 'observation.found', observation: String(60_000_000_000 + number), selected,
    ...(placed ? { raDeg, decDeg, offsetArcmin: distance * 60 } : {}),
    row: {
      name: number % 97 === 0 ? hostile : `Source ${number % 800}`, ra: placed ? raDeg : null, dec: placed ? decDeg : null,
      time: random() < 0.02 ? null : 56_000 + 4000 * random(), obsid: String(60_000_000_000 + number),
      status: ['archived', 'observed', 'accepted'][number % 3], exposure_a: exposure, observation_mode: 'SCIENCE',
      obs_type: 'GO', public_date: 58_000 + (number % 900), roll_angle: query.has('roll') ? 360 * random() : null, issue_flag: number % 2,
    },
  };
}

const columns = [
  ['name', '', 'meta.id;src', 'Source Designation'], ['ra', 'deg', 'pos.eq.ra;meta.main', 'Right Ascension'],
  ['dec', 'deg', 'pos.eq.dec;meta.main', 'Declination'], ['time', 'd', 'time.start;obs', 'Observation Start Time (MJD)'],
  ['obsid', '', 'meta.id;meta.main', 'Unique Observation Identifier'], ['status', '', 'meta.code.status', 'Observation Status'],
  ['exposure_a', 's', 'time.duration;obs.exposure', 'Effective Exposure of Module A (s)'], ['observation_mode', '', 'meta.code;instr.setup', 'Observation Mode'],
  ['obs_type', '', 'meta.code;obs', 'Observation Type'], ['public_date', 'd', 'time.release', 'Public Date'],
  ['roll_angle', 'deg', 'pos.posAng', 'Roll angle'], ['issue_flag', '', 'meta.code', 'Issue'],
].map(([name, unit, ucd, description]) => ({ name, unit, ucd, description, datatype: 'char' }));

function* story(count) {
  yield { type: 'search.accepted', request: { target: '3C 105', catalogue: query.get('catalogue') ?? 'numaster', radiusDeg } };
  yield { type: 'target.resolved', name: query.get('name') ?? '3C 105', ...centre };
  for (let number = 0; number < count; number++) {
    yield found(number);
  }
  yield { type: 'catalogue.searched', rows: count, columns };
  for (let number = 0; number < count; number++) {
    const observation = String(60_000_000_000 + number);
    const kind = number % 10;
    if (rows.state(number) !== 'selected') {
      continue;
    }
    if (kind === 9) {
      yield { type: 'observation.unavailable', observation, reason: 'proprietary', publicDate: '2027-03-01' };
    } else if (kind > 1) {
      yield { type: 'observation.linked', observation };
      if (kind > 3) {
        yield { type: 'file.started', file: `${observation}/a.evt` };
      }
      if (kind > 5) {
        yield { type: 'observation.completed', observation, failed: kind === 8 ? 1 : 0 };
      }
    }
  }
}

/** Feeds the story of `count` rows at `perSecond` events, 0 for all at once; resolves at its end. */
globalThis.feed = (count, perSecond) => new Promise((resolve) => {
  const events = story(count);
  const start = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = perSecond === 0 ? 20_000 : Math.floor((performance.now() - start) / 1000 * perSecond) - sent;
    for (let turn = 0; turn < due; turn++) {
      const { value, done } = events.next();
      if (done) {
        clearInterval(timer);
        resolve(sent);
        return;
      }
      rows.apply(value);
      sent++;
    }
  }, 10);
});
Object.assign(globalThis, { rows, views });
