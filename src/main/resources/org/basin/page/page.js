// Shows what Basin found out. Reads the JSON of the page, draws with ECharts, and inserts every text
// as text. A chart is drawn when it comes into sight, and again when the colours or its width change.
(() => {
'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const main = document.getElementById('main');
const still = matchMedia('(prefers-reduced-motion: reduce)').matches;

// --- elements and texts

function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === 'on') Object.entries(value).forEach(([event, act]) => node.addEventListener(event, act));
    else if (value !== undefined && value !== null) node.setAttribute(key, value);
  }
  node.append(...children.filter(child => child !== null && child !== undefined && child !== ''));
  return node;
}

function number(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (typeof value !== 'number') return String(value);
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e15) return value.toLocaleString('en-US');
  if (size >= 1e6 || size < 1e-4) return value.toExponential(3).replace(/\.?0+e/, 'e').replace('e+', 'e');
  return String(+value.toPrecision(4));
}
/** A number beside an axis. */
function brief(value) {
  const size = Math.abs(value);
  if (size >= 1e9) return number(+(value / 1e9).toPrecision(3)) + 'G';
  if (size >= 1e6) return number(+(value / 1e6).toPrecision(3)) + 'M';
  return size >= 1e4 ? number(+(value / 1e3).toPrecision(3)) + 'k' : number(+value.toPrecision(6));
}
const count = value => value.toLocaleString('en-US');
const plural = (n, word) => count(n) + ' ' + word + (n === 1 ? '' : 's');
const percent = value => Number.isNaN(value) ? '–' : value > 0 && value < 0.1 ? '< 0.1 %' : value.toFixed(1) + ' %';
const list = items => items.length < 2 ? items.join('') : items.slice(0, -1).join(', ') + ' and ' + items[items.length - 1];

// --- numbers: as Packed writes them

function unpack(packed, size) {
  if (packed === null || packed === undefined) return null;
  if (typeof packed === 'number') return new Float64Array(size).fill(packed);
  const [kind, text] = Object.entries(packed)[0];
  const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
  const kinds = {u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f32: Float32Array, f64: Float64Array};
  return new kinds[kind](bytes.buffer);
}

const axes = data.axes, metrics = data.metrics, claims = data.claims, focus = data.focus;
const cells = axis => axes[axis].cells.length;
const sizeOf = sides => sides.reduce((size, side) => size * cells(side), 1);

/** The sums over the cells of sides, unpacked once. */
const opened = new Map();
function open(item) {
  if (!opened.has(item)) {
    const size = sizeOf(item.sides);
    opened.set(item, {
      sides: item.sides, size,
      trials: unpack(item.trials, size), lost: unpack(item.lost, size),
      means: item.means.map(each => unpack(each, size)), hits: item.hits.map(each => unpack(each, size)),
      first: unpack(item.first, size), chosen: unpack(item.chosen, size), last: unpack(item.last, size)});
  }
  return opened.get(item);
}

const levelsOf = metric => metric.values.length || metric.edges.length - 1 + (metric.zero ? 1 : 0);

/** The ends of a level. */
function ends(metric, level) {
  if (metric.values.length) return [metric.values[level], metric.values[level]];
  if (metric.zero && level === 0) return [0, 0];
  const bin = metric.zero ? level - 1 : level;
  return [metric.edges[bin], metric.edges[bin + 1]];
}

/** A quantile of counted levels, as Quantity has it. */
function quantile(metric, counts, from, rank) {
  const levels = levelsOf(metric);
  let all = 0;
  for (let l = 0; l < levels; l++) all += counts[from + l];
  if (!all) return NaN;
  const wanted = rank * all;
  let before = 0;
  for (let l = 0; l < levels; l++) {
    const here = counts[from + l];
    if (here > 0 && before + here >= wanted) {
      const [low, high] = ends(metric, l), share = Math.max(0, (wanted - before) / here);
      return low === high ? low : metric.log ? low * Math.pow(high / low, share) : low + (high - low) * share;
    }
    before += here;
  }
  return metric.high;
}

/** Wilson's interval of a share in percent. */
function wilson(hits, n) {
  if (!n) return [NaN, NaN];
  const z = 1.959963984540054, p = hits / n, d = 1 + z * z / n;
  const middle = (p + z * z / (2 * n)) / d, half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / d;
  return [100 * Math.max(0, middle - half), 100 * Math.min(1, middle + half)];
}

// --- colours

const root = document.documentElement;
const wantsDark = matchMedia('(prefers-color-scheme: dark)');
let forced = 'auto';
try { forced = localStorage.getItem('basin-colours') || 'auto'; } catch (closed) { /* a file may have no storage */ }
function dark() { return forced === 'dark' || forced === 'auto' && wantsDark.matches; }
function ink(name) { return getComputedStyle(root).getPropertyValue('--' + name).trim(); }
const palettes = {
  light: ['#0072b2', '#d55e00', '#009e73', '#a3458a', '#2b8cc4', '#b97a00', '#6b4fa0', '#444444'],
  dark: ['#4ea3dd', '#ff8a3d', '#2fc79a', '#e39cc4', '#8ccdf5', '#f5c04a', '#b79ae0', '#c8c8c8']};
const palette = () => palettes[dark() ? 'dark' : 'light'];
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow', 'roundRect', 'emptyCircle'];
const dashes = ['solid', 'dashed', 'dotted', [8, 3, 2, 3]];
const colour = i => palette()[i % palette().length];

// --- charts

const charts = [];
const watch = new IntersectionObserver(seen => seen.forEach(each => {
  if (each.isIntersecting) draw(charts.find(chart => chart.node === each.target));
}), {rootMargin: '300px'});
const resized = new ResizeObserver(seen => seen.forEach(each => {
  const chart = charts.find(it => it.node === each.target);
  if (chart && chart.plot && Math.abs(chart.width - each.contentRect.width) > 1) draw(chart);
}));

function draw(chart) {
  if (!chart) return;
  watch.unobserve(chart.node);
  const wide = chart.node.clientWidth;
  if (!wide) return;
  chart.width = wide;
  chart.node.style.height = (typeof chart.height === 'function' ? chart.height(wide) : chart.height) + 'px';
  if (chart.plot) chart.plot.dispose();
  chart.plot = echarts.init(chart.node, null, {renderer: chart.renderer || 'svg'});
  const option = chart.build(wide);
  chart.plot.setOption({...common(), ...option});
  if (chart.after) chart.after(chart.plot);
  chart.drawn = true;
}

function redraw(which) { charts.filter(chart => chart.drawn && (!which || which(chart))).forEach(draw); }

function common() {
  return {animation: false, backgroundColor: 'transparent',
    textStyle: {fontFamily: getComputedStyle(document.body).fontFamily, color: ink('ink')},
    color: palette(), aria: {enabled: false}};
}

/** What stands in a box beside the pointer: texts, never markup. */
function tip(lines) {
  const box = el('div', {class: 'tip'}, el('b', {}, lines[0]));
  lines.slice(1).forEach(line => box.append(el('div', {}, line)));
  return box;
}

function tooltip(more) {
  return {confine: true, backgroundColor: ink('paper'), borderColor: ink('rule'), borderWidth: 1,
    textStyle: {color: ink('ink'), fontSize: 13}, extraCssText: 'box-shadow:0 4px 16px rgb(0 0 0/.18)', ...more};
}

/** A figure: a chart that says what it is, its caption, and the numbers behind it. */
function figure(parent, {says, caption, height, build, table, renderer, after, keys}) {
  const node = el('div', {class: 'chart', role: 'img', 'aria-label': says, tabindex: keys ? 0 : null});
  const text = el('figcaption', {}, caption || '');
  const box = el('figure', {}, node, caption === undefined ? null : text);
  if (table) {
    const behind = el('details', {class: 'behind'}, el('summary', {}, 'Numbers'));
    behind.addEventListener('toggle', () => {
      if (behind.open && behind.children.length === 1) behind.append(plain(...chart.table()));
    });
    box.append(behind);
  }
  const chart = {node, height: height || 300, build, renderer, after, table, text, box};
  chart.node.style.height = (typeof chart.height === 'number' ? chart.height : 320) + 'px';
  charts.push(chart);
  parent.append(box);
  watch.observe(node);
  resized.observe(node);
  if (keys) node.addEventListener('keydown', event => keys(event, chart));
  return chart;
}

const MOST_ROWS = 500;
function plain(head, rows) {
  const body = el('tbody', {}), shown = rows.slice(0, MOST_ROWS);
  shown.forEach(row => body.append(el('tr', {}, ...row.map(value =>
    el('td', typeof value === 'number' ? {class: 'n'} : {}, typeof value === 'number' ? number(value) : value)))));
  const table = el('table', {}, el('thead', {}, el('tr', {}, ...head.map(name => el('th', {scope: 'col'}, name)))), body);
  return el('div', {class: 'wide tall', tabindex: 0}, table,
    rows.length > shown.length ? el('p', {class: 'said'}, 'The first ' + count(MOST_ROWS) + ' of ' + count(rows.length) + ' rows.') : null);
}

/** A section with its heading, and its line in the contents. */
const contents = document.getElementById('contents');
function panel(id, title, small, said) {
  const section = el('section', {id, class: 'panel', 'aria-labelledby': id + '-title'},
    el('h2', {id: id + '-title'}, title, small ? el('small', {}, small) : null));
  if (said) section.append(el('p', {class: 'said'}, said));
  main.append(section);
  contents.append(el('a', {href: '#' + id}, title));
  return section;
}

function select(label, options, value, change) {
  const box = el('select', {on: {change: () => change(box.value)}});
  options.forEach(([key, text]) => box.append(el('option', {value: key}, text)));
  box.value = value;
  return el('label', {}, label, box);
}

function command(text) {
  const button = el('button', {type: 'button', 'aria-label': 'Copy: ' + text}, 'Copy');
  button.addEventListener('click', () => {
    const done = () => { button.textContent = 'Copied'; setTimeout(() => { button.textContent = 'Copy'; }, 1500); };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, () => {});
  });
  return el('div', {class: 'line'}, el('code', {}, text), button);
}
const quoted = text => /^[\w./:=@%+-]+$/.test(text) ? text : "'" + text.replace(/'/g, "'\\''") + "'";
const run = what => './basin ' + what[0] + ' ' + quoted(data.directory) + (what[1] ? ' ' + what[1] : '');

// --- axes of charts

const textWidth = text => 6.6 * Math.min(24, String(text).length);
const wholeWidth = text => 7 * Math.min(44, String(text).length);

function sideAxis(side, below, room) {
  const marks = new Map(side.marks);
  const longest = Math.max(...[...marks.values()].map(textWidth), 10);
  const many = marks.size * (longest + 12) > room;
  const rotate = below && many && !side.numeric ? 35 : 0;
  return {type: 'category', data: side.cells, name: side.name, nameLocation: 'middle',
    nameGap: below ? rotate ? Math.min(92, 22 + longest * 0.62) : 30 : Math.min(150, longest) + 20,
    nameTextStyle: {color: ink('ink'), fontWeight: 600, width: Math.max(120, room), overflow: 'truncate'},
    axisLine: {lineStyle: {color: ink('soft')}}, axisTick: {interval: i => marks.has(i), alignWithLabel: true},
    splitLine: {show: false},
    axisLabel: {color: ink('soft'), interval: i => marks.has(i), formatter: (text, i) => marks.get(i) ?? '', hideOverlap: true,
      rotate, width: rotate ? 120 : below ? Math.max(40, room / Math.max(1, Math.min(marks.size, 5))) : 150, overflow: 'truncate'}};
}
const leftRoom = side => 40 + Math.min(150, Math.max(...side.marks.map(mark => textWidth(mark[1])), 10));
function belowRoom(side, room) {
  const longest = Math.max(...side.marks.map(mark => textWidth(mark[1])), 10);
  return side.marks.length * (longest + 12) > room && !side.numeric ? Math.min(112, 42 + longest * 0.62) : 48;
}

function valueAxis(name, more) {
  return {type: 'value', name, nameLocation: 'middle', nameGap: 46, scale: true,
    nameTextStyle: {color: ink('ink'), fontWeight: 600}, axisLabel: {color: ink('soft'), formatter: brief, hideOverlap: true},
    axisLine: {show: false}, splitLine: {lineStyle: {color: ink('rule')}}, ...more};
}

/** Round ends of an axis that holds some numbers. */
function round(numbers) {
  const known = numbers.filter(Number.isFinite), low = Math.min(...known), high = Math.max(...known);
  if (!known.length || !(high > low)) return {};
  const least = (high - low) / 5, power = Math.pow(10, Math.floor(Math.log10(least)));
  const step = [1, 2, 5, 10].map(k => k * power).find(each => each >= least * 0.999999);
  return {min: +(Math.floor(low / step + 1e-9) * step).toPrecision(12), max: +(Math.ceil(high / step - 1e-9) * step).toPrecision(12), interval: step};
}

/** A band between two edges over the places of a category axis, as one polygon. */
function band(name, low, high, paint, opacity, more) {
  const points = low.map((value, i) => [i, value, high[i]]).filter(p => Number.isFinite(p[1]) && Number.isFinite(p[2]));
  return {type: 'custom', name, data: points, encode: {x: 0, y: [1, 2]}, silent: true, z: 1, tooltip: {show: false}, clip: true,
    renderItem: (params, api) => {
      if (params.dataIndex !== 0) return null;
      const up = points.map(p => api.coord([p[0], p[2]])), down = points.map(p => api.coord([p[0], p[1]])).reverse();
      if (points.length === 1) { up.push([up[0][0] + 5, up[0][1]]); up[0] = [up[0][0] - 5, up[0][1]]; down.push([down[0][0] - 5, down[0][1]]); down[0] = [down[0][0] + 5, down[0][1]]; }
      return {type: 'polygon', shape: {points: up.concat(down)}, style: {fill: paint, opacity}};
    }, ...more};
}

// --- what a map shows: the numbers of a cell

function measures(item) {
  const shown = [];
  claims.forEach((name, c) => shown.push({key: 'c' + c, text: 'share of trials: ' + name, share: true,
    values: it => it.hits[c].map ? Float64Array.from(it.hits[c], (h, i) => it.trials[i] ? 100 * h / it.trials[i] : NaN) : null}));
  metrics.forEach((metric, m) => {
    if (metric.low === metric.high) return;
    shown.push({key: 'm' + m, text: 'mean of ' + metric.name, metric: m, values: it => it.means[m]});
    if (item && data.quantiles.some(q => same(q.sides, item.sides) && q.metric === m)) {
      shown.push({key: 'q' + m, text: 'median of ' + metric.name, metric: m, median: true, values: it => medians(it.sides, m)});
    }
  });
  shown.push({key: 'n', text: 'trials', values: it => Float64Array.from(it.trials, n => n || NaN)});
  if (item && item.lost !== 0) shown.push({key: 'l', text: 'lost trials (diverged, pruned or failed)', values: it => Float64Array.from(it.lost, (n, i) => it.trials[i] ? n : NaN)});
  return shown;
}
const same = (a, b) => a.length === b.length && a.every((each, i) => each === b[i]);
function medians(sides, metric) {
  const found = data.quantiles.find(q => same(q.sides, sides) && q.metric === metric);
  return found ? unpack(found.medians, sizeOf(sides)) : null;
}
const focusKey = focus.claim !== null ? 'c' + focus.claim : 'm' + focus.metric;

/** How values are spread over colours. */
function spread(values, how) {
  const known = Array.from(values).filter(Number.isFinite);
  const low = Math.min(...known.slice(0, 1), known.reduce((a, b) => Math.min(a, b), Infinity)), high = known.reduce((a, b) => Math.max(a, b), -Infinity);
  const signed = low < 0 && high > 0;
  let way = how;
  if (way === 'auto') way = low > 0 && high / low >= 1000 ? 'log' : 'linear';
  if (way === 'log' && !(low > 0)) way = signed ? 'linear' : 'rank';
  if (how === 'auto' && signed) {
    const sizes = known.map(Math.abs).sort((a, b) => a - b);
    if (sizes[sizes.length - 1] > 1000 * sizes[sizes.length >> 1]) way = 'sides';
  }
  if (way === 'log') return {low: Math.log10(low), high: Math.log10(high), of: Math.log10, back: v => Math.pow(10, v), word: 'Colours by logarithm.', signed};
  if (way === 'rank' || way === 'sides') {
    const sides = way === 'sides' || signed;
    const up = known.filter(v => !sides || v >= 0).sort((a, b) => a - b), down = known.filter(v => v < 0 && sides).map(v => -v).sort((a, b) => a - b);
    const place = (sorted, v) => {
      let from = 0, to = sorted.length;
      while (from < to) { const middle = from + to >> 1; if (sorted[middle] < v) from = middle + 1; else to = middle; }
      return sorted.length < 2 ? 0.5 : from / (sorted.length - 1);
    };
    const at = (sorted, share) => sorted[Math.max(0, Math.min(sorted.length - 1, Math.round(share * (sorted.length - 1))))];
    return {low: sides && down.length ? -1 : 0, high: 1, of: v => v < 0 && sides ? -place(down, -v) : place(up, v),
      back: s => s < 0 ? -at(down, -s) : at(up, s), word: 'Colours by rank' + (sides ? ' on either side of 0' : '') + '.', signed: sides};
  }
  const most = Math.max(Math.abs(low), Math.abs(high));
  return {low: signed ? -most : low, high: signed ? most : high, of: v => v, back: v => v, word: '', signed};
}

/** The option of a heat map, or of one for each value of a third axis. */
function heat(x, y, planes, measure, how, wide, more) {
  const everything = planes.flatMap(plane => Array.from(plane.values));
  const known = everything.filter(Number.isFinite);
  const scale = known.length ? spread(known, how) : spread([0, 1], 'linear');
  if (scale.high === scale.low) { scale.low -= 0.5; scale.high += 0.5; }
  const across = planes.length === 1 ? 1 : Math.max(1, Math.min(planes.length, Math.floor(wide / 230)));
  const down = Math.ceil(planes.length / across);
  const left = leftRoom(y), right = 24, gapX = 26, gapY = 64, foot = 74;
  const room = (wide - left - right - (across - 1) * (gapX + (planes.length > 1 ? 30 : 0))) / across;
  const below = belowRoom(x, room);
  const tall = more.tall;
  const high = (tall - foot - below - 8 - (down - 1) * gapY - (planes.length > 1 ? 22 : 0)) / down;
  const grids = [], xs = [], ys = [], series = [], titles = [], maps = [], greys = [];
  planes.forEach((plane, p) => {
    const column = p % across, row = Math.floor(p / across);
    const at = {left: left + column * (room + gapX + (planes.length > 1 ? 30 : 0)), top: 8 + (planes.length > 1 ? 22 : 0) + row * (high + gapY), width: room, height: high, show: true, backgroundColor: ink('tint'), borderColor: ink('rule')};
    grids.push(at);
    const lowest = p + across >= planes.length;
    const sideX = sideAxis(x, true, room), sideY = sideAxis(y, false, high);
    xs.push({...sideX, gridIndex: p, name: planes.length > 1 && !lowest ? '' : sideX.name});
    ys.push({...sideY, gridIndex: p, name: column === 0 ? sideY.name : '', axisLabel: column === 0 ? sideY.axisLabel : {show: false}});
    if (plane.title) titles.push({text: plane.title, left: at.left, top: at.top - 21, textStyle: {fontSize: 12, fontWeight: 600, color: ink('ink'), width: room, overflow: 'truncate'}});
    const filled = [], lost = [];
    const height = y.cells.length;
    for (let i = 0; i < plane.values.length; i++) {
      const value = plane.values[i];
      const cell = [Math.floor(i / height), i % height];
      if (Number.isFinite(value)) filled.push([...cell, scale.of(value), value, i]);
      else if (plane.trials === undefined || plane.trials[i] > 0) lost.push([...cell, 0, NaN, i]);
    }
    maps.push(series.length);
    series.push({type: 'heatmap', xAxisIndex: p, yAxisIndex: p, data: filled, progressive: 0, name: plane.title || measure.text,
      itemStyle: {borderWidth: x.cells.length * y.cells.length <= 900 ? 1 : 0, borderColor: ink('paper')},
      emphasis: {itemStyle: {borderColor: ink('ink'), borderWidth: 1.5}},
      label: more.labels ? {show: true, formatter: it => more.labels(it.value[3]), fontSize: 11} : undefined});
    greys.push(series.length);
    series.push({type: 'heatmap', xAxisIndex: p, yAxisIndex: p, data: lost, progressive: 0, name: 'no value',
      emphasis: {itemStyle: {borderColor: ink('ink'), borderWidth: 1.5}}});
  });
  return {option: {grid: grids, xAxis: xs, yAxis: ys, series, title: titles,
    tooltip: tooltip({formatter: it => tip(more.tip(it.value, Math.floor(it.seriesIndex / 2)))}),
    visualMap: [
      {type: 'continuous', dimension: 2, min: scale.low, max: scale.high, calculable: true, orient: 'horizontal', left: 'center', bottom: 0,
        seriesIndex: maps, itemWidth: 12, itemHeight: Math.min(260, wide * 0.5), precision: 6, inRange: {color: scale.signed ? data.colours.diverging : data.colours.sequential},
        outOfRange: {opacity: 0.08}, textStyle: {color: ink('soft')}, formatter: v => (measure.share ? percent : number)(scale.back(v))},
      {type: 'continuous', show: false, dimension: 2, min: -1, max: 1, seriesIndex: greys, inRange: {color: [ink('lost'), ink('lost')]}}]},
    word: scale.word};
}

// --- the panels, in their order

function statesBar() {
  const hero = document.getElementById('answer');
  const what = {'learned': 0, 'only seem to': 1, 'did not learn': 7, 'diverged': 5, 'pruned': 6, 'failed': 3};
  const rows = data.counts.slice(1).filter(row => what[row[0]] !== undefined);
  const total = +data.counts[0][1].replace(/,/g, '');
  if (total < 2) return;
  const parts = rows.map(row => ({name: row[0], n: +row[1].replace(/,/g, ''), share: row[2], why: row[3]})).filter(part => part.n > 0);
  const known = parts.reduce((sum, part) => sum + part.n, 0);
  if (known < total && !parts.some(part => part.name === 'did not learn')) parts.unshift({name: 'trained to the end', n: total - known, share: percent(100 * (total - known) / total), why: ''});
  if (parts.length < 2) return;
  const bar = el('div', {class: 'states', role: 'img', 'aria-label': parts.map(p => p.name + ' ' + p.share).join(', ')});
  const key = el('ul', {class: 'key'});
  const paint = () => { bar.replaceChildren(); key.replaceChildren(); parts.forEach(part => {
    const shade = part.name === 'trained to the end' ? colour(0) : part.name === 'did not learn' ? ink('lost') : colour(what[part.name]);
    const piece = el('div', {title: part.name + ': ' + part.share}); piece.style.flex = part.n + ' 0 2px'; piece.style.background = shade; bar.append(piece);
    const dot = el('i', {}); dot.style.background = shade;
    key.append(el('li', {}, dot, part.name + ' ' + part.share + ' (' + count(part.n) + ')')); }); };
  paint();
  painters.push(paint);
  hero.append(bar, key);
}
const painters = [];

function cellWords(x, y, i, j) { return x.name + ' ' + x.cells[i] + ', ' + y.name + ' ' + y.cells[j]; }

function averaged(pair) {
  const names = axes.filter((axis, i) => axis.varies && !pair.includes(i)).map(axis => axis.name);
  const said = [];
  if (data.replicates > 1) names.push(data.replicates + ' replicates');
  said.push(names.length ? 'Each cell is taken over all ' + list(names) + '.' : 'Each cell holds the trials at its values.');
  pair.forEach(side => { if (axes[side].note) said.push(axes[side].note + '.'); });
  return said.join(' ');
}

/** The picture that answers the question. */
function picture() {
  const section = el('section', {id: 'picture', class: 'picture', 'aria-label': 'The picture that answers it'});
  const table = data.answers[0];
  if (table && table.measure !== 'boundary' && answerAxes(table).length) {
    main.append(section);
    section.append(el('h2', {}, table.title || (table.measure + ' of ' + table.text)));
    answerChart(section, table);
  } else if (data.picture && data.pairs.length) {
    main.append(section);
    const pair = open(data.pairs[0]);
    const own = data.picture.values ? {x: data.picture.x, y: data.picture.y} : {x: axes[pair.sides[0]], y: axes[pair.sides[1]]};
    const measure = measures(data.pairs[0]).find(it => data.picture.share ? it.key === focusKey : it.text === 'mean of ' + data.picture.measure) || measures(data.pairs[0])[0];
    const size = own.x.cells.length * own.y.cells.length;
    const values = data.picture.values ? unpack(data.picture.values, size) : measure.values(pair);
    section.append(el('h2', {}, (measure.share ? 'Share of ' + claims[focus.claim] : data.picture.measure) + ' by ' + own.x.name + ' and ' + own.y.name));
    let word = '';
    const chart = figure(section, {
      says: 'Heat map of ' + measure.text + ' over ' + own.x.name + ' and ' + own.y.name, renderer: size > 2500 ? 'canvas' : 'svg',
      caption: '', height: wide => Math.max(340, Math.min(600, wide * 0.62)),
      build: wide => {
        const made = heat(own.x, own.y, [{values, trials: data.picture.values ? undefined : pair.trials}], measure, 'auto', wide, {tall: Math.max(340, Math.min(600, wide * 0.62)),
          labels: size <= 144 && wide > 560 && measure.share ? v => v.toFixed(v < 10 ? 1 : 0) : undefined,
          tip: v => [(measure.share ? percent : number)(v[3]), cellWords(own.x, own.y, v[0], v[1])].concat(data.picture.values ? [] : [plural(pair.trials[v[4]], 'trial')])});
        word = made.word;
        chart.text.textContent = (measure.share ? 'Percent of trials. ' : '') + averaged(pair.sides) + (word ? ' ' + word : '') + ' Drag the ends of the scale to see some values only.';
        return made.option;
      },
      table: () => [[own.x.name, own.y.name, measure.text], Array.from(values, (v, i) => [own.x.cells[Math.floor(i / own.y.cells.length)], own.y.cells[i % own.y.cells.length], v]).filter(row => Number.isFinite(row[2]))]});
  } else if (data.slices.length) {
    main.append(section);
    const slice = data.slices[0], axis = axes[slice.sides[0]];
    section.append(el('h2', {}, focus.text + ' by ' + axis.name));
    sliceChart(section, slice, focusKey, 360);
  } else if (data.courses.length) {
    main.append(section);
    const course = data.courses.find(moves) || data.courses[0];
    section.append(el('h2', {}, course.metric + ' along the training'));
    courseChart(section, () => course, 340);
  }
}

function importance() {
  const found = data.importance;
  if (!found.axes.length || found.kind === 'constant') return;
  const section = panel('importances', 'What matters', 'param importances', 'How much of the variation of ' + found.of + ' each axis explains by itself, and what pairs of axes add.');
  const rows = found.axes.map(each => ({name: each.axis, share: each.share, pair: false}));
  const pairs = found.pairs.slice().sort((a, b) => b.interaction - a.interaction).filter(each => each.interaction > 0.005).slice(0, 6);
  pairs.forEach(each => rows.push({name: each.x + ' × ' + each.y, share: each.interaction, pair: true}));
  if (found.replicates > 0.0005) rows.push({name: 'replicates', share: found.replicates, rest: true});
  if (found.rest > 0.0005) rows.push({name: 'rest', share: found.rest, rest: true});
  figure(section, {says: 'Bars: ' + rows.slice(0, 4).map(row => row.name + ' ' + percent(100 * row.share)).join(', '), caption: found.caption.charAt(0).toUpperCase() + found.caption.slice(1) + '.',
    height: 46 + 26 * rows.length,
    build: wide => { const left = Math.min(wide * 0.46, 16 + Math.max(...rows.map(row => wholeWidth(row.name)), 40));
      return {grid: {left, right: 58, top: 4, bottom: 36},
      tooltip: tooltip({formatter: it => tip([rows[it.dataIndex].name, percent(100 * rows[it.dataIndex].share) + ' of the variance' + (rows[it.dataIndex].pair ? ', beyond what each does by itself' : '')])}),
      xAxis: {...valueAxis('percent of the variance', {nameGap: 24, min: 0}), scale: false},
      yAxis: {type: 'category', inverse: true, data: rows.map(row => row.name), axisTick: {show: false}, axisLine: {show: false}, axisLabel: {color: ink('ink'), width: left - 14, overflow: 'truncate', interval: 0}},
      series: [{type: 'bar', barMaxWidth: 15, data: rows.map(row => ({value: 100 * row.share, itemStyle: {color: row.rest ? ink('lost') : row.pair ? colour(1) : colour(0),
        decal: row.pair ? {symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: 0.785, color: ink('paper')} : undefined}})),
        label: {show: true, position: 'right', color: ink('soft'), formatter: it => percent(it.value)}}]}; },
    table: () => [['what', 'percent of the variance'], rows.map(row => [row.name, 100 * row.share])]});
  section.append(el('p', {class: 'said'}, 'Solid: an axis by itself. Hatched: what a pair adds. Grey: what no axis explains.'));
}

function map() {
  if (!data.pairs.length) return;
  const section = panel('map', 'Map', 'contour', 'Choose two axes and what is shown. A click on a cell, or Enter after moving with the arrow keys, shows its trials.');
  const state = {x: data.pairs[0].sides[0], y: data.pairs[0].sides[1], show: focusKey, facet: '', how: 'auto', at: -1};
  const used = axes.map((axis, i) => i).filter(i => data.pairs.some(pair => pair.sides.includes(i)));
  const controls = el('div', {class: 'controls'});
  const cell = el('div', {class: 'cell', role: 'status', 'aria-live': 'polite'}, el('p', {class: 'hint'}, 'No cell chosen.'));
  const item = () => data.pairs.find(pair => same(pair.sides, [state.x, state.y].sort((a, b) => a - b)));
  const facets = () => data.facets.filter(it => it.sides.includes(state.x) && it.sides.includes(state.y))
    .map(it => it.sides.find(side => side !== state.x && side !== state.y)).filter(side => cells(side) <= 16);
  /** What is drawn: a pair, or a pair for each value of a third axis, of which there are no medians. */
  const drawn = () => state.facet === '' ? item() : data.facets.find(it => same(it.sides, [state.x, state.y, state.facet].sort((a, b) => a - b)));
  const partners = x => used.filter(y => y !== x && data.pairs.some(pair => same(pair.sides, [x, y].sort((a, b) => a - b))));
  const ask = () => {
    if (state.facet !== '' && !facets().includes(+state.facet)) state.facet = '';
    const options = measures(drawn());
    const known = key => options.some(option => option.key === key);
    if (!known(state.show)) state.show = known('m' + state.show.slice(1)) ? 'm' + state.show.slice(1) : options[0].key;
    controls.replaceChildren(...[
      select('Across', used.map(i => [i, axes[i].name]), state.x, v => { const old = state.x; state.x = +v; if (state.y === state.x || !partners(state.x).includes(state.y)) state.y = partners(state.x).includes(old) ? old : partners(state.x)[0]; ask(); }),
      select('Up', partners(state.x).map(i => [i, axes[i].name]), state.y, v => { state.y = +v; ask(); }),
      select('Shown', options.map(option => [option.key, option.text]), state.show, v => { state.show = v; ask(); }),
      facets().length ? select('One map for each', [['', 'none'], ...facets().map(i => [i, axes[i].name])], state.facet, v => { state.facet = v === '' ? '' : +v; ask(); }) : null,
      select('Colours', [['auto', 'as suits'], ['linear', 'linear'], ['log', 'logarithm'], ['rank', 'rank']], state.how, v => { state.how = v; ask(); }),
      el('button', {type: 'button', on: {click: () => { [state.x, state.y] = [state.y, state.x]; ask(); }}}, 'Swap')].filter(Boolean));
    [...controls.children].forEach((child, i) => child.querySelector && child.querySelector('select') && child.querySelector('select').setAttribute('name', ['across', 'up', 'shown'][i] || (i === 3 && facets().length ? 'facet' : 'colours')));
    state.at = -1;
    chart.node.setAttribute('aria-label', 'Heat map of ' + measures(drawn()).find(it => it.key === state.show).text + ' over ' + axes[state.x].name + ' and ' + axes[state.y].name + '; arrow keys move, Enter shows a cell');
    if (chart.drawn) draw(chart);
  };
  /** The planes of the chosen axes: values run along y within x. */
  const planes = measure => {
    const nx = cells(state.x), ny = cells(state.y);
    const turned = state.x > state.y;
    const place = (i, j) => turned ? j * nx + i : i * ny + j;
    if (state.facet === '') {
      const it = open(item()), values = measure.values(it);
      const own = new Float64Array(nx * ny), trials = new Float64Array(nx * ny), back = new Int32Array(nx * ny);
      for (let i = 0; i < nx; i++) for (let j = 0; j < ny; j++) { const k = i * ny + j; back[k] = place(i, j); own[k] = values[back[k]]; trials[k] = it.trials[back[k]]; }
      return [{values: own, trials, back, it}];
    }
    const sides = [state.x, state.y, state.facet].sort((a, b) => a - b);
    const it = open(data.facets.find(each => same(each.sides, sides))), all = measure.values(it);
    return axes[state.facet].cells.map((label, f) => {
      const own = new Float64Array(nx * ny), trials = new Float64Array(nx * ny), back = new Int32Array(nx * ny);
      for (let i = 0; i < nx; i++) for (let j = 0; j < ny; j++) {
        const at = {[state.x]: i, [state.y]: j, [state.facet]: f};
        const from = sides.reduce((sum, side) => sum * cells(side) + at[side], 0), k = i * ny + j;
        own[k] = all[from]; trials[k] = it.trials[from]; back[k] = from;
      }
      return {title: axes[state.facet].name + ' ' + label, values: own, trials, back, it};
    }).filter(plane => plane.trials.some(n => n > 0));
  };
  const lines = (plane, k) => {
    const it = plane.it, i = plane.back[k], said = [];
    claims.forEach((name, c) => { const [low, high] = wilson(it.hits[c][i], it.trials[i]);
      said.push(name + ': ' + percent(100 * it.hits[c][i] / it.trials[i]) + ' [' + low.toFixed(1) + ', ' + high.toFixed(1) + ']'); });
    metrics.forEach((metric, m) => { if (metric.low !== metric.high && Number.isFinite(it.means[m][i])) said.push('mean ' + metric.name + ': ' + number(it.means[m][i])); });
    said.push(plural(it.trials[i], 'trial') + (it.lost[i] ? ', ' + count(it.lost[i]) + ' lost' : ''));
    return said;
  };
  let current = [];
  const where = k => cellWords(axes[state.x], axes[state.y], Math.floor(k / cells(state.y)), k % cells(state.y));
  const choose = (plane, k) => {
    const it = plane.it, i = plane.back[k];
    cell.replaceChildren(el('p', {}, el('strong', {}, where(k) + (plane.title ? ', ' + plane.title : ''))), ...lines(plane, k).map(line => el('p', {}, line)));
    if (!it.first || !it.first[i]) {
      if (it.trials[i]) cell.append(el('p', {class: 'hint'}, 'Without "one map for each" a cell names its trials.'));
      return;
    }
    const good = it.chosen && it.chosen[i];
    const numbers = new Map();
    if (good) numbers.set(good - 1, focus.claim !== null ? 'the first of them with ' + claims[focus.claim] : 'the first of them in the best tenth of all by ' + focus.text);
    [[it.first[i], 'the first'], [it.last && it.last[i], 'the last']].forEach(([n, what]) => { if (n && !numbers.has(n - 1)) numbers.set(n - 1, what); });
    numbers.forEach((what, n) => cell.append(el('p', {class: 'hint'}, 'trial ' + n + (numbers.size > 1 || it.trials[i] > 1 ? ', ' + what : '')), command(run(['replay', '--trial ' + n]))));
    cell.append(command(run(['query', '"SELECT * FROM trials WHERE ' + condition(state.x, Math.floor(k / cells(state.y))) + ' AND ' + condition(state.y, k % cells(state.y)) + ' LIMIT 20"' + data.dialect])));
  };
  section.append(controls);
  const tall = wide => {
    if (state.facet === '') return Math.max(360, Math.min(640, wide * 0.66));
    const n = cells(state.facet), across = Math.max(1, Math.min(n, Math.floor(wide / 230)));
    return 100 + Math.ceil(n / across) * 240 + 60;
  };
  const chart = figure(section, {says: 'Heat map', caption: '', renderer: 'canvas', height: tall,
    build: wide => {
      const measure = measures(drawn()).find(it => it.key === state.show);
      current = planes(measure);
      const made = heat(axes[state.x], axes[state.y], current, measure, state.how, wide, {tall: tall(wide),
        labels: current.length === 1 && current[0].values.length <= 144 && wide > 620 ? v => measure.share ? v.toFixed(v < 10 ? 1 : 0) : number(+v.toPrecision(3)) : undefined,
        tip: (v, p) => [where(v[4])].concat(lines(current[p], v[4]))});
      chart.text.textContent = averaged(state.facet === '' ? [state.x, state.y] : [state.x, state.y, state.facet])
        + (measure.median && !metrics[measure.metric].values.length ? ' Medians are right to one of ' + levelsOf(metrics[measure.metric]) + ' bins of the metric.' : '')
        + (made.word ? ' ' + made.word : '') + ' Grey: trials without a value; blank: no trial.';
      return made.option;
    },
    after: plot => plot.on('click', it => { if (it.value) { state.at = it.value[4]; choose(current[Math.floor(it.seriesIndex / 2)], it.value[4]); } }),
    keys: (event, it) => {
      const moves = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]};
      if (!it.plot || !current.length) return;
      const ny = cells(state.y), nx = cells(state.x);
      if (moves[event.key]) {
        event.preventDefault();
        let i = state.at < 0 ? 0 : Math.floor(state.at / ny), j = state.at < 0 ? 0 : state.at % ny;
        if (state.at >= 0) { i = Math.max(0, Math.min(nx - 1, i + moves[event.key][0])); j = Math.max(0, Math.min(ny - 1, j + moves[event.key][1])); }
        state.at = i * ny + j;
        const option = it.plot.getOption().series[0].data.findIndex(each => (each.value || each)[4] === state.at);
        if (option >= 0) { it.plot.dispatchAction({type: 'downplay', seriesIndex: 0}); it.plot.dispatchAction({type: 'highlight', seriesIndex: 0, dataIndex: option}); it.plot.dispatchAction({type: 'showTip', seriesIndex: 0, dataIndex: option}); }
        cell.replaceChildren(el('p', {}, el('strong', {}, where(state.at))), ...lines(current[0], state.at).map(line => el('p', {}, line)));
      } else if (event.key === 'Enter' && state.at >= 0) choose(current[0], state.at);
    },
    table: () => {
      const measure = measures(drawn()).find(it => it.key === state.show);
      return [[axes[state.x].name, axes[state.y].name].concat(state.facet === '' ? [] : [axes[state.facet].name], [measure.text, 'trials']),
        planes(measure).flatMap(plane => Array.from(plane.values, (v, k) => [axes[state.x].cells[Math.floor(k / cells(state.y))], axes[state.y].cells[k % cells(state.y)]].concat(plane.title ? [plane.title] : [], [v, plane.trials[k]]))).filter(row => row[row.length - 1] > 0)];
    }});
  section.append(cell);
  if (data.left_out_pairs.length) {
    section.append(el('p', {class: 'note'}, plural(data.left_out_pairs.length, 'pair') + ' of axes left out of this page; for one of them:'), command(run(['map', '--x ' + quoted(data.left_out_pairs[0][0]) + ' --y ' + quoted(data.left_out_pairs[0][1])])));
  }
  if (data.dropped.length) {
    section.append(el('p', {class: 'note'}, 'Left out to keep this file small: ' + data.dropped.join('; ') + '. What is left out:'),
      command(run(['map', '--x AXIS --y AXIS --value WHAT --where CONDITION'])), command(run(['query', '"SELECT AXIS, AXIS, median(METRIC) FROM trials GROUP BY 1, 2"' + data.dialect])));
  }
  ask();
  section.addEventListener('redraw', ask);
}

function condition(side, place) {
  const axis = axes[side], name = axis.names[0];
  if (place === axis.absent) return name + ' IS NULL';
  if (axis.ends.length) { const [low, high] = axis.ends[place]; return low === high ? name + ' = ' + low : name + ' BETWEEN ' + low + ' AND ' + high; }
  return name + " = '" + axis.cells[place].split(' · ')[0].replace(/'/g, "''") + "'";
}

/** What a slice shows: a middle and bands around it. */
function sliceNumbers(slice, key) {
  const it = open(slice);
  if (key[0] === 'c') {
    const c = +key.slice(1), edges = Array.from(it.trials, (n, i) => wilson(it.hits[c][i], n));
    return {name: 'percent of trials', middle: Array.from(it.trials, (n, i) => n ? 100 * it.hits[c][i] / n : NaN),
      bands: [[edges.map(e => e[0]), edges.map(e => e[1]), 0.28]], legend: 'share', what: ['95 % interval']};
  }
  const metric = metrics[+key.slice(1)], levels = levelsOf(metric), counts = unpack(slice.levels[key.slice(1)], it.size * levels);
  const at = rank => Array.from({length: it.size}, (none, i) => quantile(metric, counts, i * levels, rank));
  return {name: metric.name, middle: at(0.5), bands: [[at(0.05), at(0.95), 0.16], [at(0.25), at(0.75), 0.3]], legend: 'median',
    what: ['5 to 95 %', '25 to 75 %'], log: metric.log && !metric.zero};
}

/** One axis: bands of a metric, or the share of a condition with its interval. */
function sliceChart(parent, slice, key, height, extent) {
  const side = axes[slice.sides[0]], it = open(slice);
  const lines = side.numeric && side.cells.length > 2;
  return figure(parent, {says: 'Slice: ' + (key[0] === 'c' ? 'share of ' + claims[+key.slice(1)] : metrics[+key.slice(1)].name) + ' by ' + side.name, height: height || 240,
    build: wide => {
      const shown = sliceNumbers(slice, key), below = belowRoom(side, wide - 70);
      return {grid: {left: 66, right: 18, top: 10, bottom: below + 4},
        xAxis: {...sideAxis(side, true, wide - 84), boundaryGap: !lines},
        yAxis: valueAxis(shown.name, {type: shown.log ? 'log' : 'value', nameGap: 50, ...(shown.log ? {} : extent || {})}),
        tooltip: tooltip({trigger: 'axis', formatter: all => { const i = all[0].dataIndex; return tip([side.name + ' ' + side.cells[i], shown.legend + ' ' + number(shown.middle[i])]
          .concat(shown.bands.map((b, k) => shown.what[k] + ': ' + number(b[0][i]) + ' to ' + number(b[1][i])), [plural(it.trials[i], 'trial') + (it.lost[i] ? ', ' + count(it.lost[i]) + ' lost' : '')])); }}),
        series: shown.bands.map((b, k) => lines ? band(shown.what[k], b[0], b[1], colour(0), b[2]) : whiskers(b[0], b[1], colour(0), k))
          .concat([{type: lines ? 'line' : 'scatter', name: shown.legend, data: shown.middle.map(v => Number.isFinite(v) ? v : null), symbol: 'circle', symbolSize: lines ? side.cells.length <= 24 ? 5 : 0 : 9, lineStyle: {width: 2}, color: colour(0), z: 3, connectNulls: false}])};
    },
    table: () => { const shown = sliceNumbers(slice, key); return [[side.name, shown.legend].concat(shown.what.flatMap(w => [w + ' from', 'to']), ['trials']), side.cells.map((label, i) => [label, shown.middle[i]].concat(shown.bands.flatMap(b => [b[0][i], b[1][i]]), [it.trials[i]])).filter(row => row[row.length - 1] > 0)]; }});
}

/** Intervals of single places, as the library's custom series. */
function whiskers(low, high, paint, k) {
  return {type: 'custom', data: low.map((v, i) => [i, v, high[i]]).filter(p => Number.isFinite(p[1])), encode: {x: 0, y: [1, 2]}, silent: true, z: 2, tooltip: {show: false},
    renderItem: (params, api) => { const a = api.coord([api.value(0), api.value(1)]), b = api.coord([api.value(0), api.value(2)]);
      return {type: 'line', shape: {x1: a[0], y1: a[1], x2: b[0], y2: b[1]}, style: {stroke: paint, lineWidth: k ? 6 : 2.5, opacity: k ? 0.45 : 0.7, lineCap: 'round'}}; }};
}

function slices() {
  if (!data.slices.length) return;
  const section = panel('slices', 'Slices', 'slice', 'Along each axis, over all trials that share its value: the line is the median, the darker band holds half of them, the lighter nine tenths. Of a condition its share, with the 95 % interval. The most important axis is first, and all have one scale.');
  const options = claims.map((name, c) => ['c' + c, 'share of trials: ' + name]).concat(metrics.map((metric, m) => ['m' + m, metric.name]).filter(([key]) => { const m = +key.slice(1); return metrics[m].low !== metrics[m].high && data.slices[0].levels[m] !== undefined; }));
  if (!options.length) { section.append(el('p', {class: 'said'}, 'Every metric has one value in all trials.')); return; }
  let key = options.some(option => option[0] === focusKey) ? focusKey : options[0][0];
  const order = data.importance.axes.map(each => each.axis);
  const sorted = data.slices.slice().sort((a, b) => order.indexOf(axes[a.sides[0]].name) - order.indexOf(axes[b.sides[0]].name));
  const grid = el('div', {class: 'grid'});
  let mine = [];
  const fill = () => {
    mine.forEach(drop);
    grid.replaceChildren();
    const extent = round(sorted.flatMap(slice => { const shown = sliceNumbers(slice, key); return shown.middle.concat(...shown.bands.flatMap(b => [b[0], b[1]])); }));
    mine = sorted.map(slice => { const box = el('div', {}, el('h3', {}, axes[slice.sides[0]].name)); grid.append(box); return sliceChart(box, slice, key, 240, extent); });
  };
  section.append(el('div', {class: 'controls'}, select('Shown', options, key, v => { key = v; fill(); })), grid);
  fill();
}

function drop(chart) {
  if (chart.plot) chart.plot.dispose();
  watch.unobserve(chart.node);
  resized.unobserve(chart.node);
  charts.splice(charts.indexOf(chart), 1);
}

function parallel() {
  const found = data.parallel;
  if (!found || found.lines.length < 2) return;
  const share = focus.claim !== null;
  const known = found.lines.filter(line => line[line.length - 1] !== null);
  if (known.length < 2) return;
  const values = known.map(line => line[line.length - 1]);
  const low = share ? 0 : Math.min(...values), high = share ? Math.max(...values, 1) : Math.max(...values);
  if (low === high) return;
  const log = !share && low > 0 && high / low >= 1000;
  const of = v => log ? Math.log10(v) : v;
  const most = Math.max(...known.map(line => line[line.length - 2]));
  const section = panel('parallel', 'Parallel coordinates', 'parallel coordinate', 'Each line is a cell of neighbouring values on all axes at once: the thicker, the more trials it stands for; its colour is what came of them. Drag along an axis to see only the lines that pass there; a click beside the range shows all again.');
  const names = found.axes.map(axis => axis.name);
  const more = focus.claim !== null || focus.metric >= 0 && metrics[focus.metric].more;
  const order = known.slice().sort((a, b) => more ? a[a.length - 1] - b[b.length - 1] : b[b.length - 1] - a[a.length - 1]);
  const goodness = v => { const share = (of(v) - of(low)) / (of(high) - of(low)); return more ? share : 1 - share; };
  const jitter = (i, a) => ((i * 0.618034 + a * 0.381966) % 1 - 0.5) * 0.62;
  figure(section, {says: 'Parallel coordinates of ' + list(names) + ' and ' + focus.text, height: wide => wide < 560 ? 460 : 400,
    caption: count(known.length) + ' cells; ' + found.axes.map(axis => axis.name + ' in ' + axis.labels.length).join(', ') + '.' + (found.left_out.length ? ' Over all ' + list(found.left_out) + '.' : '') + ' Lines are spread within their cells so that they can be told apart.', renderer: 'canvas',
    build: wide => {
      const narrow = wide < 560;
      return {parallel: {left: narrow ? 92 : 60, right: narrow ? 60 : 70, top: narrow ? 34 : 44, bottom: 66, layout: narrow ? 'vertical' : 'horizontal', parallelAxisDefault: {nameTextStyle: {color: ink('ink'), fontWeight: 600, fontSize: 12, width: narrow ? 84 : (wide - 130) / names.length - 8, overflow: 'truncate'}, nameLocation: narrow ? 'start' : 'end', nameGap: 12, axisLine: {lineStyle: {color: ink('soft'), width: 1.5}}, axisLabel: {color: ink('ink'), textBorderColor: ink('paper'), textBorderWidth: 3, fontSize: 11}, areaSelectStyle: {width: 18, borderColor: ink('accent'), color: ink('accent'), opacity: 0.25}}},
        parallelAxis: found.axes.map((axis, dim) => ({dim, name: axis.name, type: 'value', min: -1, max: axis.labels.length, interval: 1, splitLine: {show: false}, axisTick: {show: false}, axisLabel: {formatter: v => { const label = Number.isInteger(v) ? axis.labels[v] || '' : ''; return label.length > 14 ? label.slice(0, 13) + '…' : label; }}}))
          .concat([{dim: found.axes.length, name: share ? 'share, %' : (log ? 'log10 of ' : '') + focus.text, type: 'value', min: of(low), max: of(high), axisLabel: {formatter: number}, splitLine: {show: false}}]),
        visualMap: {type: 'continuous', dimension: found.axes.length, min: of(low), max: of(high), orient: 'horizontal', left: 'center', bottom: 0, calculable: true, itemWidth: 12, itemHeight: Math.min(240, wide * 0.45), inRange: {color: data.colours.sequential}, textStyle: {color: ink('soft')}, formatter: v => share ? percent(v) : number(log ? Math.pow(10, v) : v)},
        tooltip: tooltip({formatter: it => { const line = order[it.dataIndex]; return tip([share ? percent(line[line.length - 1]) : focus.text + ' ' + number(line[line.length - 1]), ...found.axes.map((axis, a) => axis.name + ' ' + axis.labels[line[a]]), plural(line[line.length - 2], 'trial')]); }}),
        series: [{type: 'parallel', inactiveOpacity: 0.02, activeOpacity: 0.9, progressive: 0, data: order.map((line, i) => ({value: found.axes.map((axis, a) => line[a] + jitter(i, a)).concat([of(line[line.length - 1])]), lineStyle: {width: 0.5 + 1.5 * line[line.length - 2] / most, opacity: Math.min(0.9, (0.12 + 0.8 * goodness(line[line.length - 1])) * Math.min(1, 3 * Math.sqrt(60 / order.length)))}}))}]};
    },
    table: () => [names.concat(['trials', share ? 'percent' : 'mean of ' + focus.text]), known.map(line => found.axes.map((axis, a) => axis.labels[line[a]]).concat([line[line.length - 2], line[line.length - 1]]))]});
}

/** Whether a history has several values. */
const moves = course => new Set(course.groups.flatMap(group => group.quantiles[2])).size > 1;

function courseChart(parent, chosen, height) {
  const chart = figure(parent, {says: 'Learning curves: quantiles of ' + chosen().metric + ' along the training', height: height || 320, caption: '',
    build: () => {
      const course = chosen(), groups = course.groups.length > 2 ? course.groups.slice(1) : course.groups.slice(0, 1);
      const all = course.groups.flatMap(group => group.quantiles.flat()).filter(v => v !== null);
      const low = Math.min(...all), high = Math.max(...all), log = low > 0 && high / low >= 1000;
      const nul = series => series.map(v => v === null ? NaN : v);
      chart.text.textContent = (groups.length > 1 ? 'Medians by ' + course.by + ', each with the band that holds half of its trials.' : groups[0].trials === 1 ? 'The one trial.' : 'The median, with bands that hold half and nine tenths of the trials.') + ' ' + course.text.charAt(0).toUpperCase() + course.text.slice(1) + ' (' + course.moment + '; N is ' + course.every + ').'
        + (course.stride > 1 ? ' Of each ' + course.stride + 'th trial.' : '') + (groups[0].trials === 1 && groups.length === 1 ? '' : ' A training that ends earlier counts as long as it lasts.');
      return {grid: {left: 66, right: 18, top: groups.length > 1 ? 44 : 14, bottom: 48}, legend: groups.length > 1 ? {top: 0, type: 'scroll', data: groups.map(group => group.label), textStyle: {color: ink('ink')}, pageTextStyle: {color: ink('ink')}} : undefined,
        xAxis: {type: 'category', data: course.at.map(String), boundaryGap: course.at.length === 1, name: course.moment.includes('step') ? 'step' : 'epoch', nameLocation: 'middle', nameGap: 30, nameTextStyle: {color: ink('ink'), fontWeight: 600}, axisLabel: {color: ink('soft'), hideOverlap: true}, axisLine: {lineStyle: {color: ink('soft')}}},
        yAxis: valueAxis(course.metric, {type: log ? 'log' : 'value', nameGap: 50}),
        tooltip: tooltip({trigger: 'axis', formatter: hits => tip([course.moment.includes('step') ? 'step ' + hits[0].axisValue : 'epoch ' + hits[0].axisValue].concat(groups.map(group => group.label + ': ' + number(group.quantiles[2][hits[0].dataIndex] ?? NaN) + ' (' + number(group.quantiles[1][hits[0].dataIndex] ?? NaN) + ' to ' + number(group.quantiles[3][hits[0].dataIndex] ?? NaN) + ')')))}),
        series: groups.flatMap((group, g) => {
          const paint = colour(g), q = group.quantiles.map(nul);
          return (groups.length > 1 ? [] : [band('5 to 95 %', q[0], q[4], paint, 0.15)]).concat([band('25 to 75 %', q[1], q[3], paint, groups.length > 1 ? 0.13 : 0.28),
            {type: 'line', name: group.label, data: group.quantiles[2], color: paint, lineStyle: {width: 2, type: dashes[Math.floor(g / 4) % 4]}, symbol: symbols[g % 8], symbolSize: 5, showSymbol: course.at.length < 40, z: 3}]);
        })};
    },
    table: () => [['group', 'at', '5 %', '25 %', 'median', '75 %', '95 %'], chosen().groups.flatMap(group => chosen().at.map((at, i) => [group.label, at, ...group.quantiles.map(q => q[i] === null ? NaN : q[i])]))]});
  return chart;
}

function courses() {
  if (!data.courses.length) return;
  const section = panel('curves', 'Learning curves', 'intermediate values');
  let which = Math.max(0, data.courses.findIndex(moves));
  if (data.courses.length > 1) section.append(el('div', {class: 'controls'}, select('Shown', data.courses.map((course, i) => [i, course.metric]), which, v => { which = +v; draw(chart); })));
  const chart = courseChart(section, () => data.courses[which], 340);
}

function distributions() {
  const shown = metrics.map((metric, m) => m).filter(m => metrics[m].low !== metrics[m].high);
  if (!shown.length || +data.counts[0][1].replace(/,/g, '') < 3) return;
  const section = panel('distributions', 'Distributions', 'and EDF', 'How often each metric has which values.');
  const grid = el('div', {class: 'grid'});
  section.append(grid);
  shown.forEach(m => {
    const metric = metrics[m], levels = levelsOf(metric), counts = unpack(data.spread[m], levels);
    const label = l => { const [low, high] = ends(metric, l); return low === high ? number(low) : number(low) + ' to ' + number(high); };
    const box = el('div', {}, el('h3', {}, metric.name));
    grid.append(box);
    figure(box, {says: 'Histogram of ' + metric.name + ' from ' + number(metric.low) + ' to ' + number(metric.high), height: 190,
      caption: plural(metric.with, 'trial') + (metric.without ? '; ' + count(metric.without) + ' without it' : '') + (metric.log ? '; bins of equal ratio' : ''),
      build: () => ({grid: {left: 62, right: 12, top: 8, bottom: 30},
        xAxis: {type: 'category', data: Array.from({length: levels}, (none, l) => label(l)), axisTick: {show: false}, axisLine: {lineStyle: {color: ink('soft')}}, axisLabel: {color: ink('soft'), hideOverlap: true, formatter: (text, l) => number(+ends(metric, l)[0].toPrecision(2))}},
        yAxis: valueAxis('trials', {scale: false, nameGap: 44, splitNumber: 3}),
        tooltip: tooltip({trigger: 'axis', axisPointer: {type: 'shadow'}, formatter: all => tip([metric.name + ' ' + label(all[0].dataIndex), plural(counts[all[0].dataIndex], 'trial') + ', ' + percent(100 * counts[all[0].dataIndex] / metric.with)])}),
        series: [{type: 'bar', data: Array.from(counts), barCategoryGap: metric.values.length ? '30%' : 0, color: colour(0), large: false}]}),
      table: () => [[metric.name, 'trials'], Array.from(counts, (n, l) => [label(l), n]).filter(row => row[1] > 0)]});
  });
  const constant = metrics.filter(metric => metric.low === metric.high);
  if (constant.length) section.append(el('p', {class: 'said'}, 'The same in all trials: ' + constant.map(metric => metric.name + ' ' + number(metric.low)).join(', ') + '.'));
  edf(section, shown);
}

function edf(section, shown) {
  const apt = data.slices.filter(slice => cells(slice.sides[0]) <= 8 && shown.some(m => slice.levels[m] !== undefined));
  const order = data.importance.axes.map(each => each.axis);
  apt.sort((a, b) => order.indexOf(axes[a.sides[0]].name) - order.indexOf(axes[b.sides[0]].name));
  const wanted = focus.metric >= 0 && shown.includes(focus.metric) ? focus.metric : shown[0];
  const state = {metric: wanted, by: apt.length ? 0 : ''};
  section.append(el('h3', {}, 'Empirical distribution function'));
  section.append(el('div', {class: 'controls'}, select('Of', shown.map(m => [m, metrics[m].name]), wanted, v => { state.metric = +v; draw(chart); }),
    select('By', [['', 'all trials'], ...apt.map((slice, i) => [i, axes[slice.sides[0]].name])], state.by, v => { state.by = v === '' ? '' : +v; draw(chart); })));
  const lines = () => {
    const metric = metrics[state.metric], levels = levelsOf(metric), slice = state.by === '' ? null : apt[state.by];
    const add = (counts, from, name) => { let sum = 0, all = 0; for (let l = 0; l < levels; l++) all += counts[from + l]; return {name, all, points: Array.from({length: levels}, (none, l) => { sum += counts[from + l]; return [ends(metric, l)[1], all ? 100 * sum / all : NaN]; })}; };
    if (!slice || slice.levels[state.metric] === undefined) return [add(unpack(data.spread[state.metric], levels), 0, 'all trials')];
    const n = cells(slice.sides[0]), counts = unpack(slice.levels[state.metric], n * levels);
    return axes[slice.sides[0]].cells.map((label, i) => add(counts, i * levels, axes[slice.sides[0]].name + ' ' + label)).filter(line => line.all);
  };
  const chart = figure(section, {says: 'Empirical distribution functions', height: 320, caption: 'Percent of the trials that have the metric whose value is at most that.',
    build: () => { const metric = metrics[state.metric], all = lines(), log = metric.log && !metric.zero;
      return {grid: {left: 62, right: 18, top: all.length > 1 ? 44 : 12, bottom: 48}, legend: all.length > 1 ? {top: 0, type: 'scroll', textStyle: {color: ink('ink')}, pageTextStyle: {color: ink('ink')}} : undefined,
        xAxis: {...valueAxis(metric.name, {type: log ? 'log' : 'value', nameGap: 28}), axisLine: {show: true, lineStyle: {color: ink('soft')}}, splitLine: {show: false}},
        yAxis: valueAxis('percent', {min: 0, max: 100, nameGap: 36}),
        tooltip: tooltip({trigger: 'item', formatter: it => tip([it.seriesName, percent(it.value[1]) + ' have at most ' + number(it.value[0])])}),
        series: all.map((line, i) => ({type: 'line', step: metric.values.length ? 'end' : false, name: line.name, data: line.points, color: colour(i), symbol: symbols[i % 8], symbolSize: 5, showSymbol: metric.values.length > 0, lineStyle: {width: 2, type: dashes[Math.floor(i / 4) % 4]}}))}; },
    table: () => [['group', metrics[state.metric].name + ' at most', 'percent'], lines().flatMap(line => line.points.map(point => [line.name, ...point]))]});
}

/** The best configurations, each with the interval of what ranks it. */
function replicates() {
  const found = data.best, at = name => found.columns.indexOf(name);
  if (at('replicates') < 0 || found.rows.length < 2) return;
  const value = at(found.metric), half = at('plus_minus'), low = at('low'), high = at('high');
  const rows = found.rows.filter(row => typeof row[value] === 'number');
  if (rows.length < 2) return;
  const names = found.columns.slice(1, at('replicates')), varied = names.filter((name, i) => new Set(rows.map(row => row[1 + i])).size > 1);
  const label = row => (varied.length ? varied : names).map(name => number(row[at(name)])).join(' · ');
  const ends2 = row => half >= 0 && typeof row[half] === 'number' ? [row[value] - row[half], row[value] + row[half]] : low >= 0 && typeof row[low] === 'number' ? [row[low], row[high]] : [row[value], row[value]];
  const section = panel('replicates', 'Replicates', '', 'The best configurations, each over its replicates: the point is what ranks it, the line its 95 % interval. Where intervals overlap the order may be chance.');
  figure(section, {says: found.metric + ' of the best configurations with intervals', height: 56 + 22 * rows.length,
    caption: 'Named by ' + list(varied.length ? varied : names) + '.',
    build: wide => { const left = Math.min(wide * 0.5, 18 + Math.max(...rows.map(row => wholeWidth(label(row)))));
      return {grid: {left, right: 20, top: 6, bottom: 42},
        xAxis: {...valueAxis(found.metric, {nameGap: 26, ...round(rows.flatMap(row => ends2(row).concat(row[value])))}), axisLine: {show: true, lineStyle: {color: ink('soft')}}},
        yAxis: {type: 'category', inverse: true, data: rows.map(label), axisTick: {show: false}, axisLine: {show: false}, axisLabel: {color: ink('ink'), interval: 0, width: left - 14, overflow: 'truncate', fontSize: 11}},
        tooltip: tooltip({formatter: it => { const row = rows[it.dataIndex]; return tip([found.metric + ' ' + number(row[value])].concat(names.map(name => name + ' ' + number(row[at(name)])), ['interval ' + ends2(row).map(number).join(' to '), plural(row[at('replicates')], 'replicate') + (row[at('lost')] ? ', ' + count(row[at('lost')]) + ' lost' : ''), 'first trial ' + row[0]])); }}),
        series: [{type: 'custom', data: rows.map((row, i) => [...ends2(row), i]), encode: {x: [0, 1], y: 2}, silent: true, z: 2, tooltip: {show: false},
          renderItem: (params, api) => { const a = api.coord([api.value(0), api.value(2)]), b = api.coord([api.value(1), api.value(2)]);
            return {type: 'line', shape: {x1: a[0], y1: a[1], x2: b[0], y2: b[1]}, style: {stroke: colour(0), lineWidth: 3, opacity: 0.5, lineCap: 'round'}}; }},
        {type: 'scatter', data: rows.map((row, i) => [row[value], i]), symbolSize: 9, color: colour(0), z: 3}]}; },
    table: () => [['configuration', found.metric, 'from', 'to', 'replicates', 'lost'], rows.map(row => [label(row), row[value], ...ends2(row), row[at('replicates')], row[at('lost')]])]});
}

// --- tables of the answer

function answerAxes(table) { return (table.by || []).concat(table.across ? [table.across] : []); }

function answerChart(section, table) {
  const names = answerAxes(table), share = table.measure === 'share';
  const rows = table.cells.map(cell => ({at: names.map(name => cell.at[name]), value: cell[table.measure], low: cell.low, high: cell.high, beside: cell.beside, trials: cell.trials, lost: cell.lost}));
  const distinct = names.map((name, i) => { const side = axes.find(axis => axis.names[0] === name); const seen = [...new Set(rows.map(row => row.at[i]))];
    return side && !side.numeric ? seen.sort((a, b) => side.cells.indexOf(String(a)) - side.cells.indexOf(String(b))) : seen.every(v => typeof v === 'number') ? seen.sort((a, b) => a - b) : seen; });
  const measured = share ? 'percent of trials' : table.measure + ' of ' + table.text;
  const law = share ? 'Percent of trials with ' + table.text + '; bands: 95 % Wilson interval.' : table.measure === 'mean' ? 'Mean of ' + table.text + '; bands: its 95 % interval (Student).' : 'Median of ' + table.text + '.';
  const numeric = names.map((name, i) => i).filter(i => distinct[i].every(v => typeof v === 'number') && distinct[i].length >= 3);
  const x = numeric.length ? numeric.reduce((best, i) => distinct[i].length > distinct[best].length ? i : best) : -1;
  const rest = names.map((name, i) => i).filter(i => i !== x);
  const groups = new Map();
  rows.forEach(row => { const key = rest.map(i => names[i] + ' ' + number(row.at[i])).join(', '); if (!groups.has(key)) groups.set(key, {rows: [], at: rest.map(i => distinct[i].indexOf(row.at[i]))}); groups.get(key).rows.push(row); });
  const tableRows = () => [names.concat([measured, 'low', 'high'], rows.some(row => row.beside !== undefined) ? [table.beside] : [], ['trials', 'lost']), rows.map(row => row.at.concat([row.value ?? NaN, row.low ?? NaN, row.high ?? NaN], rows.some(r => r.beside !== undefined) ? [row.beside ?? NaN] : [], [row.trials, row.lost]))];
  if (x >= 0 && groups.size <= 9) {
    const places = distinct[x], besides = rows.some(row => row.beside !== undefined);
    return figure(section, {says: measured + ' by ' + names.join(', '), height: wide => wide < 560 ? 380 : 420, caption: law + (besides ? ' Thin dotted lines: the mean of ' + table.beside + '.' : ''), table: tableRows,
      build: wide => ({grid: {left: 66, right: 18, top: 20 + 24 * Math.ceil(groups.size / Math.max(1, Math.floor(wide / 190))) * (groups.size > 1), bottom: 48},
        legend: groups.size > 1 ? {top: 0, data: [...groups.keys()], textStyle: {color: ink('ink')}} : undefined,
        xAxis: {type: 'category', data: places.map(number), name: names[x], nameLocation: 'middle', nameGap: 30, boundaryGap: false, nameTextStyle: {color: ink('ink'), fontWeight: 600}, axisLabel: {color: ink('soft'), hideOverlap: true}, axisLine: {lineStyle: {color: ink('soft')}}},
        yAxis: valueAxis(measured, {nameGap: 50, ...(share ? {min: 0, max: 100} : round(rows.map(row => row.value ?? NaN)))}),
        tooltip: tooltip({trigger: 'axis', formatter: all => tip([names[x] + ' ' + all[0].axisValue].concat([...groups].map(([key, group]) => { const row = group.rows.find(r => r.at[x] === places[all[0].dataIndex]); return row ? (key ? key + ': ' : '') + (share ? percent(row.value) : number(row.value)) + (row.low !== null && row.low !== undefined ? ' [' + number(row.low) + ', ' + number(row.high) + ']' : '') + (row.beside !== undefined ? ', ' + table.beside + ' ' + number(row.beside) : '') : ''; }).filter(Boolean)))}),
        series: [...groups].flatMap(([key, group]) => {
          const last = group.at.length - 1, paint = colour(last >= 0 ? group.at[last] : 0), type = dashes[(last > 0 ? group.at[0] : 0) % 4];
          const at = pick => places.map(place => { const row = group.rows.find(r => r.at[x] === place); return row && pick(row) !== null && pick(row) !== undefined ? pick(row) : NaN; });
          const line = {type: 'line', name: key, data: at(row => row.value).map(v => Number.isNaN(v) ? null : v), color: paint, lineStyle: {width: 2.2, type}, symbol: symbols[(last >= 0 ? group.at[last] : 0) % 8], symbolSize: 7, z: 3};
          const beside = besides ? [{type: 'line', name: key + ' ' + table.beside, data: at(row => row.beside).map(v => Number.isNaN(v) ? null : v), color: paint, lineStyle: {width: 1, type: 'dotted'}, symbol: 'none', z: 2, tooltip: {show: false}}] : [];
          return [band('', at(row => row.low), at(row => row.high), paint, 0.16), line, ...beside];
        })})});
  }
  if (names.length === 1) {
    return figure(section, {says: measured + ' by ' + names[0], height: 60 + 28 * rows.length, caption: law, table: tableRows,
      build: wide => { const labels = rows.map(row => number(row.at[0])), left = Math.min(wide * 0.4, 20 + Math.max(...labels.map(textWidth)));
        return {grid: {left, right: 60, top: 6, bottom: 42}, xAxis: {...valueAxis(measured, {nameGap: 26}), scale: false},
          yAxis: {type: 'category', inverse: true, data: labels, name: '', axisTick: {show: false}, axisLabel: {color: ink('ink'), interval: 0, width: left - 12, overflow: 'truncate'}},
          tooltip: tooltip({formatter: it => tip([names[0] + ' ' + labels[it.dataIndex], number(rows[it.dataIndex].value) + (rows[it.dataIndex].low !== undefined && rows[it.dataIndex].low !== null ? ' [' + number(rows[it.dataIndex].low) + ', ' + number(rows[it.dataIndex].high) + ']' : ''), plural(rows[it.dataIndex].trials, 'trial')])}),
          series: [{type: 'bar', barMaxWidth: 16, data: rows.map(row => row.value), color: colour(0), label: {show: true, position: 'right', color: ink('soft'), formatter: it => share ? percent(it.value) : number(it.value)}}]}; }});
  }
  // rows of cells: all axes but the last one make the rows
  const last = names.length - 1, keys = [...new Set(rows.map(row => row.at.slice(0, last).map(number).join(' · ')))];
  const side = (name, cellsOf) => ({name, cells: cellsOf, marks: cellsOf.map((label, i) => [i, label]), numeric: false});
  const across = side(names[last], distinct[last].map(number)), up = side(names.slice(0, last).join(' · '), keys.slice().reverse());
  const values = new Float64Array(across.cells.length * keys.length).fill(NaN), from = [];
  rows.forEach(row => { const i = distinct[last].indexOf(row.at[last]), j = keys.length - 1 - keys.indexOf(row.at.slice(0, last).map(number).join(' · ')); values[i * keys.length + j] = row.value ?? NaN; from[i * keys.length + j] = row; });
  return figure(section, {says: 'Heat map of ' + measured + ' by ' + names.join(', '), height: 140 + Math.max(60, Math.min(1400, 22 * keys.length)), renderer: 'canvas', caption: law.replace('; bands: ', '; hover shows the '), table: tableRows,
    build: wide => heat(across, up, [{values, trials: Array.from(values, (v, i) => from[i] ? from[i].trials : 0)}], {text: measured, share}, 'auto', wide, {tall: 140 + Math.max(60, Math.min(1400, 22 * keys.length)),
      labels: wide / across.cells.length > 64 ? v => share ? v.toFixed(1) : number(+v.toPrecision(3)) : undefined,
      tip: v => { const row = from[v[4]]; return [(share ? percent : number)(row.value ?? NaN)].concat(names.map((name, i) => name + ' ' + number(row.at[i])), row.low !== null && row.low !== undefined ? ['95 % interval ' + number(row.low) + ' to ' + number(row.high)] : [], [plural(row.trials, 'trial')]); }}).option});
}

function answers() {
  if (!data.answers.length) return;
  const section = panel('answers', "Answers' tables");
  data.answers.forEach((table, t) => {
    section.append(el('h3', {}, table.title || table.measure + ' of ' + table.text));
    if (answerAxes(table).length && table.measure !== 'boundary' && t > 0) answerChart(section, table);
    const names = answerAxes(table), extra = table.cells.some(cell => cell.beside !== undefined);
    const head = names.concat([table.measure === 'boundary' ? 'dimension' : table.measure === 'share' ? 'percent' : table.measure, '95 % from', 'to'], extra ? [table.measure === 'boundary' ? 'median slope' : table.beside] : [], ['trials', 'lost']);
    const rows = table.cells.map(cell => names.map(name => cell.at[name]).concat([cell[table.measure] ?? NaN, cell.low ?? NaN, cell.high ?? NaN], extra ? [cell.beside ?? NaN] : [], [cell.trials, cell.lost]));
    section.append(sortable(head, rows));
    if (table.sql) section.append(el('p', {class: 'said'}, 'These are the first cells; all of them:'), command(run(['query', '"' + table.sql + '"' + data.dialect])));
  });
}

/** A table whose columns sort, with a filter where there are many rows. */
function sortable(head, rows, digits) {
  const body = el('tbody', {});
  let order = rows.slice(), sorted = -1, up = true, wanted = '';
  const text = value => typeof value === 'number' ? (digits || number)(value) : value === null || value === undefined ? '–' : String(value);
  const fill = () => {
    body.replaceChildren();
    order.filter(row => !wanted || row.some(value => text(value).toLowerCase().includes(wanted))).slice(0, MOST_ROWS).forEach(row => body.append(el('tr', {}, ...row.map((value, i) =>
      el('td', typeof value === 'number' ? {class: 'n'} : {}, text(value))))));
  };
  const heads = head.map((name, i) => {
    const th = el('th', {scope: 'col', 'aria-sort': 'none', class: rows.some(row => typeof row[i] === 'number') ? 'n' : null},
      el('button', {type: 'button', on: {click: () => {
        up = sorted === i ? !up : true; sorted = i;
        const key = row => typeof row[i] === 'number' && Number.isNaN(row[i]) ? null : row[i];
        order = rows.slice().sort((a, b) => { const p = key(a), q = key(b); if (p === null || q === null) return (p === null) - (q === null); return (p < q ? -1 : p > q ? 1 : 0) * (up ? 1 : -1); });
        heads.forEach((each, k) => each.setAttribute('aria-sort', k === i ? up ? 'ascending' : 'descending' : 'none'));
        fill();
      }}}, name));
    return th;
  });
  fill();
  const table = el('div', {class: 'wide tall', tabindex: 0}, el('table', {}, el('thead', {}, el('tr', {}, ...heads)), body));
  if (rows.length <= 12) return table;
  const filter = el('input', {type: 'search', name: 'filter', placeholder: 'filter', 'aria-label': 'Only rows with this text', on: {input: () => { wanted = filter.value.toLowerCase(); fill(); }}});
  return el('div', {}, el('div', {class: 'controls'}, filter), table);
}

function best() {
  const found = data.best;
  if (!found.rows.length) return;
  const section = panel('best', found.title.charAt(0).toUpperCase() + found.title.slice(1));
  const first = ['trial', found.metric].map(name => found.columns.indexOf(name)).filter(i => i >= 0);
  const order = first.concat(found.columns.map((name, i) => i).filter(i => !first.includes(i) && !(found.columns[i] === 'replicate' && data.replicates === 1)));
  section.append(sortable(order.map(i => found.columns[i]), found.rows.map(row => order.map(i => row[i] === null ? NaN : row[i])), v => Number.isInteger(v) ? String(v) : number(v)));
  section.append(command(run(['top', '-n 100'])));
}

function states() {
  const section = panel('states', 'States and failures');
  section.append(plain(['', 'trials', 'share', ''], data.counts));
  if (data.failures.length) {
    section.append(el('h3', {}, 'Why trials failed'), plain(['reason', 'trials', 'first trial'], data.failures));
    section.append(command(run(['query', '"SELECT trial, failure FROM trials WHERE state = \'FAILED\' LIMIT 20"' + data.dialect])));
  }
}

function timeline() {
  const found = data.timeline;
  if (!found.rows.length) return;
  const section = panel('timeline', 'Timeline', 'optimization history');
  const rows = found.rows, known = rows.filter(row => row.best !== null);
  const caption = plural(found.waves, 'wave') + ', ' + number(+rows[rows.length - 1].seconds.toPrecision(4)) + ' s in all, of which training ' + number(+found.training.toPrecision(4)) + ' s summed over cores.' + (found.together > 1 ? ' ' + found.together + ' waves to a bar.' : '');
  if (rows.length === 1) { section.append(el('p', {class: 'said'}, caption + ' One wave: ' + plural(rows[0].trials, 'trial') + ' by ' + rows[0].by + '.')); return; }
  figure(section, {says: 'Trials a second by wave, and the best ' + found.metric + ' so far', height: 280, caption: caption + ' Bars: trials a second; line: the best ' + found.metric + ' so far.',
    build: () => ({grid: {left: 66, right: 66, top: 14, bottom: 48},
      xAxis: {type: 'category', data: rows.map(row => count(row.until)), name: 'trials committed', nameLocation: 'middle', nameGap: 30, nameTextStyle: {color: ink('ink'), fontWeight: 600}, axisLabel: {color: ink('soft'), hideOverlap: true}, axisLine: {lineStyle: {color: ink('soft')}}},
      yAxis: [valueAxis('trials/s', {scale: false}), valueAxis('best ' + found.metric, {splitLine: {show: false}})],
      tooltip: tooltip({trigger: 'axis', formatter: all => { const row = rows[all[0].dataIndex]; return tip(['wave ' + row.wave, plural(row.trials, 'trial') + ' in ' + number(+row.took.toPrecision(3)) + ' s', count(row.until) + ' trials after ' + number(+row.seconds.toPrecision(3)) + ' s', 'best ' + found.metric + ' ' + number(row.best ?? NaN), row.failed ? count(row.failed) + ' failed' : '', 'by ' + row.by].filter(Boolean)); }}),
      series: [{type: 'bar', data: rows.map(row => row.took > 0 ? row.trials / row.took : 0), color: colour(4), barMaxWidth: 40, itemStyle: {opacity: 0.55}}]
        .concat(known.length ? [{type: 'line', step: 'end', yAxisIndex: 1, data: rows.map(row => row.best), color: colour(1), lineStyle: {width: 2}, symbolSize: 5}] : [])}),
    table: () => [['wave', 'trials', 'seconds', 'best ' + found.metric, 'failed', 'by'], rows.map(row => [String(row.wave), row.trials, row.took, row.best ?? NaN, row.failed, row.by])]});
}

function drawings() {
  const section = document.getElementById('drawn');
  section.remove();
  const own = panel('pictures', 'Pictures of the best trials');
  if (data.pictures.drawn) own.append(el('p', {class: 'said'}, 'Trained again for this page, and equal to their rows bit for bit.'), section.querySelector('.drawings'));
  else own.append(el('p', {class: 'said'}, 'Not drawn here: ' + data.pictures.reason + '.'));
  own.append(command(run(['pictures', '--best 3'])));
}

function cite() {
  const section = panel('cite', 'How to cite and to replay');
  const source = new Map(data.source);
  const words = 'Basin ' + (source.get('version') || '') + (source.get('commit') ? ' (' + source.get('commit') + ')' : '') + ', sweep ' + data.name + (source.get('digest') ? ', digest sha256:' + source.get('digest') : '') + ', ' + data.counts[0][1] + (data.counts[0][1] === '1' ? ' trial' : ' trials') + (source.get('engine') ? ', engine ' + source.get('engine') : '') + '.';
  section.append(el('p', {}, words), el('p', {class: 'said'}, 'The digest names the sweep and with it every row: whoever runs a sweep of this digest gets these rows. To run it again, to train one trial again and compare it with its row, and to check the files:'),
    command(run(['run', '']).replace(/ $/, '').replace(quoted(data.directory), quoted(data.directory + '/sweep.yaml')) + ' output.path=again'),
    command(run(['replay', '--trial ' + (data.best.rows.length ? data.best.rows[0][0] : 0)])), command(run(['status', '--check'])));
  if (data.source.length) section.append(plain(['', ''], data.source));
  section.append(el('h3', {}, 'The sweep as run'), el('pre', {tabindex: 0}, data.sweep));
}

// --- several runs over one another

/** The last folder of each run's path, where that tells runs apart. */
const runNames = () => {
  const short = data.runs.map(each => each.name.replace(/\/+$/, '').split('/').pop());
  return new Set(short).size === short.length ? short : data.runs.map(each => each.name);
};
const runLegend = () => ({top: 0, type: 'scroll', data: runNames(), textStyle: {color: ink('ink')}, pageTextStyle: {color: ink('ink')}});

function runsTable() {
  const section = panel('runs', 'The runs');
  const learned = data.runs.every(each => each.learned !== null && each.learned !== undefined);
  const head = ['run', 'sweep', 'trials'].concat(learned ? ['learned', '95 % from', 'to'] : []);
  section.append(sortable(head, data.runs.map(each => [each.name, each.sweep, each.trials].concat(learned ? [each.trials ? 100 * each.learned / each.trials : NaN, each.low, each.high] : []))));
  if (learned) section.append(el('p', {class: 'said'}, 'Learned: percent of trials, with the 95 % interval by Wilson.'));
  section.append(el('h3', {}, 'What differs in the sweeps'));
  section.append(data.differences.length ? plain(['key'].concat(runNames()), data.differences) : el('p', {class: 'said'}, 'Nothing: these are runs of one sweep.'));
  section.append(command('./basin diff ' + data.runs.map(each => quoted(each.name)).join(' ')));
}

function overlays() {
  const drawn = data.compared.filter(metric => metric.axes.some(axis => axis.labels.length > 1));
  if (!drawn.length) return;
  const section = panel('overlays', 'Means over each hyperparameter', 'slice', 'Over all COMPLETE trials that share a value: the mean, with its 95 % interval (Student) as a band. A run in which a hyperparameter is fixed stands at its value.');
  const grid = el('div', {class: 'grid'});
  let metric = drawn[0], mine = [];
  const fill = () => {
    mine.forEach(drop);
    grid.replaceChildren();
    mine = metric.axes.filter(axis => axis.labels.length > 1).map(axis => {
      const box = el('div', {}, el('h3', {}, axis.name));
      grid.append(box);
      return overlayChart(box, metric.name, axis);
    });
  };
  section.append(el('div', {class: 'controls'}, select('Metric', drawn.map((each, m) => [m, each.name]), 0, m => { metric = drawn[+m]; fill(); })), grid);
  fill();
}

function overlayChart(parent, name, axis) {
  const side = {name: axis.name, cells: axis.labels, numeric: axis.numeric,
    marks: axis.labels.map((label, i) => [i, label]).filter(([i]) => !axis.numeric || i % Math.max(1, Math.ceil(axis.labels.length / 6)) === 0)};
  const names = runNames();
  const pick = (run, k) => axis.means[run].map(each => each === null || each[k] === null ? NaN : each[k]);
  const series = r => {
    const mean = pick(r, 0), shown = mean.map(m => Number.isNaN(m) ? null : m);
    if (!axis.numeric) return [{type: 'bar', name: names[r], data: shown, color: colour(r), barMaxWidth: 18}];
    const half = pick(r, 1).map(h => Number.isNaN(h) ? 0 : h);
    return [band(names[r], mean.map((m, i) => m - half[i]), mean.map((m, i) => m + half[i]), colour(r), 0.16),
      {type: 'line', name: names[r], data: shown, color: colour(r), symbol: symbols[r % symbols.length], symbolSize: axis.labels.length > 40 ? 0 : 6, connectNulls: false, lineStyle: {width: 2, type: dashes[r % dashes.length]}}];
  };
  return figure(parent, {says: 'Mean of ' + name + ' by ' + axis.name + ' in ' + list(names), height: 300,
    caption: axis.every > 1 ? 'Every ' + axis.every + 'th of ' + count(axis.values) + ' values.' : undefined,
    build: wide => ({grid: {left: 64, right: 14, top: 34, bottom: belowRoom(side, wide - 80)}, legend: runLegend(), xAxis: sideAxis(side, true, wide - 80), yAxis: valueAxis(name, axis.numeric ? {} : {scale: false}),
      tooltip: tooltip({trigger: 'axis', formatter: all => { const i = all[0].dataIndex; return tip([axis.name + ' ' + axis.labels[i], ...names.map((each, r) => axis.means[r][i] === null ? '' : each + ' ' + number(axis.means[r][i][0]) + (axis.means[r][i][1] !== null ? ' ± ' + number(axis.means[r][i][1]) : '') + ', ' + plural(axis.means[r][i][2], 'trial')).filter(Boolean)]); }}),
      series: names.flatMap((each, r) => series(r))}),
    table: () => [[axis.name].concat(names.flatMap(each => [each, '±'])), axis.labels.map((label, i) => [label].concat(names.flatMap((each, r) => axis.means[r][i] === null ? [NaN, NaN] : [axis.means[r][i][0], axis.means[r][i][1] ?? NaN])))]});
}

function overlayDistributions() {
  const known = data.compared.filter(metric => metric.quantiles.some(each => each.length && each[0] !== each[each.length - 1]));
  if (!known.length) return;
  const section = panel('distributions', 'Empirical distribution functions', 'EDF', 'Percent of the trials that have the metric whose value is at most that, from 101 quantiles of each run.');
  let metric = known[0];
  const chart = figure(section, {says: 'Empirical distribution functions of the runs', height: 360,
    build: () => { const all = metric.quantiles.flat().filter(Number.isFinite), log = all.length && Math.min(...all) > 0 && Math.max(...all) / Math.min(...all) >= 1000;
      return {grid: {left: 62, right: 18, top: 40, bottom: 48}, legend: runLegend(),
        xAxis: {...valueAxis(metric.name, {type: log ? 'log' : 'value', nameGap: 28}), axisLine: {show: true, lineStyle: {color: ink('soft')}}, splitLine: {show: false}},
        yAxis: valueAxis('percent', {min: 0, max: 100, nameGap: 36}),
        tooltip: tooltip({formatter: it => tip([it.seriesName, metric.name + ' ' + number(it.value[0]), it.value[1] + ' % of trials'])}),
        series: runNames().map((each, r) => ({type: 'line', step: 'end', name: each, color: colour(r), symbol: 'circle', symbolSize: 3, lineStyle: {width: 2, type: dashes[r % dashes.length]}, data: metric.quantiles[r].map((value, rank) => [value, rank]).filter(point => Number.isFinite(point[0]))}))}; },
    table: () => [['percent'].concat(runNames()), Array.from({length: 101}, (none, rank) => [rank].concat(metric.quantiles.map(each => each[rank] ?? NaN)))]});
  section.insertBefore(el('div', {class: 'controls'}, select('Of', known.map((each, m) => [m, each.name]), 0, m => { metric = known[+m]; draw(chart); })), chart.box);
}

function runCounts() {
  const section = panel('states', 'States');
  data.runs.forEach(each => section.append(el('h3', {}, each.name), plain(['', 'trials', 'share', ''], each.counts)));
}

// --- everything

function addHead() {
  const theme = document.getElementById('theme');
  const apply = () => { if (forced === 'auto') root.removeAttribute('data-theme'); else root.setAttribute('data-theme', forced); painters.forEach(paint => paint()); redraw(); };
  theme.value = forced;
  if (forced !== 'auto') root.setAttribute('data-theme', forced);
  theme.addEventListener('change', () => { forced = theme.value; try { localStorage.setItem('basin-colours', forced); } catch (closed) { /* kept for this view */ } apply(); });
  wantsDark.addEventListener('change', apply);
  contents.addEventListener('click', event => { if (event.target.tagName === 'A') contents.parentElement.open = false; });
  addEventListener('beforeprint', () => charts.forEach(chart => { if (!chart.drawn || chart.width !== chart.node.clientWidth) draw(chart); }));
}

if (data.runs) document.getElementById('drawn').remove();
(data.runs ? [addHead, runsTable, overlays, overlayDistributions, runCounts] : [addHead, statesBar, picture, importance, map, slices, parallel, courses, distributions, replicates, answers, best, states, timeline, drawings, cite]).forEach(part => part());
root.setAttribute('data-ready', still ? 'still' : 'yes');
window.basinCharts = charts;
})();
