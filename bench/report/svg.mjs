/** Drawings with a paper of their own, so that they read the same on a light page and on a dark one. */
const WIDTH = 720;
const LEFT = 150;
const RIGHT = 110;
const TOP = 48;
const BAR = 20;
const GAP = 7;
const HEADING = 24;
const PLOT = { left: 60, right: WIDTH - 130, height: 260 };
const COLOURS = { watek: '#3f77d6', plain: '#c08a1e', rooms: '#8a63c9', nats: '#3d9a5f', mosquitto: '#c2568b', idle: '#3d9a5f', flooded: '#cf5f2e' };

const STYLE = `<style>
.paper{fill:#fbfaf7}.axis{stroke:#dedad2}.line{fill:none;stroke-width:2.5}.h{font-size:15px;font-weight:650;fill:#2a2622}.s{font-size:13px;fill:#4a453f}
</style>`;

const LOGARITHMIC = ' (logarithmic)';

/** groups: [{ label, bars: [{ kind, label, value, text }] }]; a logarithmic axis, for what differs by powers of ten. */
export function bars({ title, groups }) {
  const scale = logScale({ values: groups.flatMap((group) => group.bars.map(({ value }) => value)), from: LEFT, to: WIDTH - RIGHT, below: 2 });
  let y = TOP;
  const parts = [];
  for (const group of groups) {
    parts.push(text({ x: 16, y: y + 14, css: 'h', content: group.label }));
    y += HEADING;
    for (const one of group.bars) {
      parts.push(bar({ ...one, y, end: scale(one.value) }));
      y += BAR + GAP;
    }
    y += HEADING - GAP;
  }
  return drawing({ title: title + LOGARITHMIC, height: y, parts });
}

function bar({ y, kind, label, text: content, end }) {
  return [
    text({ x: LEFT - 8, y: y + 15, anchor: 'end', content: label }),
    `<rect x="${LEFT}" y="${y}" width="${round(Math.max(1, end - LEFT))}" height="${BAR}" rx="3" fill="${COLOURS[kind]}"/>`,
    text({ x: end + 6, y: y + 15, content }),
  ].join('\n');
}

/** series: [{ kind, label, points: [[x, y], ...] }]; both axes are logarithmic. */
export function lines({ title, series, xText, yText }) {
  const points = series.flatMap((one) => one.points);
  const bottom = TOP + PLOT.height;
  const x = logScale({ values: points.map(([at]) => at), from: PLOT.left, to: PLOT.right, below: 1 });
  const y = logScale({ values: points.map(([, value]) => value), from: bottom, to: TOP + 20, below: 2 });
  const ticks = [...new Set(points.map(([at]) => at))].map((at) => tick({ x: x(at), bottom, content: xText(at) }));
  return drawing({ title: title + LOGARITHMIC, height: bottom + 40, parts: [...ticks, ...series.map((one) => line({ ...one, x, y, yText }))] });
}

function tick({ x, bottom, content }) {
  return `<line class="axis" x1="${round(x)}" y1="${TOP}" x2="${round(x)}" y2="${bottom}"/>\n${text({ x, y: bottom + 20, anchor: 'middle', content })}`;
}

function line({ kind, label, points, x, y, yText }) {
  const places = points.map(([at, value]) => ({ at: x(at), height: y(value), content: yText(value) }));
  const path = places.map(({ at, height }, index) => `${index === 0 ? 'M' : 'L'}${round(at)} ${round(height)}`).join('');
  const marks = places.map(({ at, height, content }) => `<circle cx="${round(at)}" cy="${round(height)}" r="4" fill="${COLOURS[kind]}"/>\n${text({ x: at, y: height - 10, anchor: 'middle', content })}`);
  const last = places.at(-1);
  return [`<path class="line" stroke="${COLOURS[kind]}" d="${path}"/>`, ...marks, text({ x: last.at + 12, y: last.height + 5, content: label })].join('\n');
}

function drawing({ title, height, parts }) {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="Inter, system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif" role="img">`;
  const paper = `<rect class="paper" width="${WIDTH}" height="${height}" rx="14"/>`;
  return `${[head, `<title>${escaped(title)}</title>`, STYLE, paper, text({ x: 16, y: 28, css: 'h', content: title }), ...parts, '</svg>'].join('\n')}\n`;
}

function text({ x, y, content, css = 's', anchor = 'start' }) {
  return `<text class="${css}" x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escaped(content)}</text>`;
}

const round = (value) => Number(value.toFixed(1));
const escaped = (content) => content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** `below`: the axis begins at the least value through this. */
function logScale({ values, from, to, below }) {
  const low = Math.log(Math.min(...values) / below);
  const high = Math.log(Math.max(...values));
  return (value) => from + ((Math.log(value) - low) / (high - low || 1)) * (to - from);
}
