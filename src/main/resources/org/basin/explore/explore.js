// The live page: what its controls say is trained at once. It asks over one wire, with at most one
// question of a trial on its way.
import { ExploreMap } from './map.js';

const $ = (id) => document.getElementById(id);
const make = (tag, props = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children);
  return node;
};

const page = { controls: null, scene: { values: {}, changes: {}, seed: '0', replicate: 0, starts: 'shared', from: '' },
  sample: 0, latencies: [], kept: null, last: null };
globalThis.basinExplore = page;

// --- the wire

const wire = { socket: null, next: 1, waiting: new Map(), tiles: new Map(), tries: 0 };
page.wire = wire;

function connect() {
  const socket = new WebSocket(new URL('live', location.href.split('#')[0]).href.replace(/^http/, 'ws'));
  socket.binaryType = 'arraybuffer';
  wire.socket = socket;
  socket.onopen = () => {
    wire.tries = 0;
    $('wire').textContent = 'connected';
    $('wire').className = '';
    flight.busy = false;
    begin();
  };
  socket.onmessage = ({ data }) => (typeof data === 'string' ? hear(JSON.parse(data)) : hearTile(data));
  socket.onclose = () => {
    $('wire').textContent = 'the server is gone; trying again';
    $('wire').className = 'lost';
    wire.waiting.clear();
    wire.tries++;
    setTimeout(connect, Math.min(5000, 250 * wire.tries));
  };
}

export function ask(message, answered) {
  if (wire.socket.readyState !== WebSocket.OPEN) return -1;
  const id = message.id ?? wire.next++;
  if (answered) wire.waiting.set(id, answered);
  wire.socket.send(JSON.stringify({ ...message, id }));
  return id;
}
export const number = () => wire.next++;
export const onTile = (id, heard) => wire.tiles.set(id, heard);
export const dropTiles = (ids) => {
  ids.forEach((id) => wire.tiles.delete(id));
  if (ids.length && wire.socket.readyState === WebSocket.OPEN) wire.socket.send(JSON.stringify({ type: 'drop', ids }));
};

function hear(message) {
  if (message.type === 'failed' && message.of === 'tile') {
    wire.tiles.get(message.id)?.({ failed: message.message });
    return;
  }
  const answered = wire.waiting.get(message.id);
  wire.waiting.delete(message.id);
  answered?.(message);
}

function hearTile(buffer) {
  const head = new DataView(buffer);
  const side = head.getInt32(8, true);
  wire.tiles.get(head.getInt32(0, true))?.({
    pass: head.getInt32(4, true), side, flags: head.getInt32(12, true),
    values: new Float32Array(buffer, 16, side * side), states: new Uint8Array(buffer, 16 + 4 * side * side) });
}

// --- the trial: the newest move is trained, those it overtakes are not

const flight = { busy: false, wanted: false, began: 0 };

export function train() {
  flight.began ||= performance.now();
  remember();
  if (flight.busy) { flight.wanted = true; return; }
  flight.busy = true;
  flight.wanted = false;
  const began = flight.began;
  flight.began = 0;
  const sent = ask({ type: 'trial', scene: page.scene, sample: page.sample }, (answer) => {
    flight.busy = false;
    if (answer.type === 'failed') {
      if (!answer.overtaken) trouble(answer.message);
    } else {
      show(answer);
      requestAnimationFrame(() => page.latencies.push(performance.now() - began));
    }
    if (flight.wanted) train();
  });
  if (sent < 0) flight.busy = false;
  const asked = sent;
  setTimeout(() => { if (flight.busy && wire.waiting.has(asked)) $('said').textContent = 'training …'; }, 400);
}

function trouble(text) {
  $('said').textContent = '';
  $('state').className = 'finding-line bad';
  $('state').textContent = text;
}

function show(answer) {
  page.last = answer;
  $('said').textContent = '';
  const good = answer.state === 'COMPLETE';
  $('state').className = good ? 'finding-line' : 'finding-line bad';
  $('state').textContent = good ? `trained in ${answer.trained} ms, seed ${answer.seed}` : [answer.state, answer.failure].filter(Boolean).join(': ');
  $('metrics').replaceChildren(...Object.entries(answer.metrics ?? {}).map(([name, value]) =>
    make('div', {}, make('dt', { textContent: name }), make('dd', { textContent: shown(value) }))));
  drawFigures(answer.figures ?? []);
  drawOutputs(answer.outputs ?? []);
  document.documentElement.dataset.ready = String(Number(document.documentElement.dataset.ready ?? 0) + 1);
}

export const shown = (value) => (value === null || value === undefined || Number.isNaN(value) ? '–'
  : Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-4) ? Number(value).toExponential(3) : String(Number(Number(value).toPrecision(6))));

const drawn = new Map();

function drawFigures(figures) {
  const names = new Set(figures.map((figure) => figure.name));
  for (const [name, old] of drawn) {
    if (!names.has(name)) { old.chart?.dispose(); if (old.url) URL.revokeObjectURL(old.url); old.node.remove(); drawn.delete(name); }
  }
  for (const figure of figures) {
    let one = drawn.get(figure.name);
    if (!one) {
      one = { node: make('figure', {}, make('h3'), make('div', { className: figure.series ? 'chart' : 'drawn' }), make('figcaption')) };
      $('figures').append(one.node);
      drawn.set(figure.name, one);
    }
    one.node.children[0].textContent = figure.title;
    one.node.children[2].textContent = figure.caption.join('; ');
    if (figure.series) curves(one, figure); else picture(one, figure);
  }
}

function picture(one, figure) {
  const url = URL.createObjectURL(new Blob([figure.svg], { type: 'image/svg+xml' }));
  const image = one.node.children[1].firstChild ?? one.node.children[1].appendChild(make('img', { alt: figure.title }));
  if (one.url) URL.revokeObjectURL(one.url);
  one.url = url;
  image.src = url;
}

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function curves(one, figure) {
  one.figure = figure;
  one.chart ??= echarts.init(one.node.children[1], null, { renderer: 'canvas' });
  const ink = colour('--ink'), soft = colour('--soft'), rule = colour('--rule');
  const log = figure.y.log && figure.series.every((s) => s.points.every(([, y]) => y === null || y > 0));
  const axis = (of, scale) => ({ type: scale ? 'log' : 'value', name: of.name, nameLocation: 'middle', nameGap: 28, scale: true,
    nameTextStyle: { color: soft }, axisLabel: { color: soft, formatter: (v) => shown(v) }, splitLine: { lineStyle: { color: rule } }, axisLine: { lineStyle: { color: rule } } });
  one.chart.setOption({ animation: false, textStyle: { color: ink, fontFamily: 'inherit' },
    color: [colour('--accent'), colour('--mark'), '#7b6fd0', '#4f8f3a', '#b0477f'],
    grid: { left: 58, right: 12, top: figure.series.length > 1 ? 34 : 12, bottom: 42 },
    legend: figure.series.length > 1 ? { top: 0, type: 'scroll', textStyle: { color: soft } } : undefined,
    tooltip: { trigger: 'axis', confine: true }, xAxis: axis(figure.x, figure.x.log), yAxis: { ...axis(figure.y, log), nameGap: 44 },
    series: figure.series.map((s) => ({ name: s.name, type: 'line', showSymbol: false, data: s.points, sampling: 'lttb',
      lineStyle: { width: s.main ? 2 : 1, opacity: s.main ? 1 : 0.45 } })) }, true);
}

function drawOutputs(outputs) {
  if (!outputs.length) { $('outputs').replaceChildren(); return; }
  const energies = outputs.some((one) => one.energy !== null);
  const head = make('tr', {}, ...['sample', 'label', 'output', ...(energies ? ['energy'] : [])].map((text) => make('th', { textContent: text })));
  const rows = outputs.map((one, i) => {
    const bar = one.output.length === 1 ? make('i') : '';
    if (bar) bar.style.width = `${Math.max(0, Math.min(1, one.output[0])) * 5}rem`;
    return make('tr', {}, make('td', { className: 'n', textContent: i }), make('td', { className: 'n', textContent: one.label < 0 ? '–' : one.label }),
      make('td', {}, one.output.slice(0, 10).map(shown).join('  ') + ' ', bar), ...(energies ? [make('td', { className: 'n', textContent: shown(one.energy) })] : []));
  });
  $('outputs').replaceChildren(make('details', { open: outputs.length <= 16 }, make('summary', { textContent: 'Outputs for each sample' }),
    make('div', { className: 'wide' }, make('table', {}, make('thead', {}, head), make('tbody', {}, ...rows)))));
}

// --- the controls

/** A slider's place and its value, kept as the text that the server reads: the decimal itself where steps are equal. */
function scale(slider) {
  const low = Number(slider.low), high = Number(slider.high), n = slider.positions;
  const digits = (text) => (/e/i.test(text) ? 12 : (text.split('.')[1] ?? '').length);
  const places = Math.min(15, Math.max(digits(slider.low), digits(slider.high)) + Math.ceil(Math.log10(n)) + 1);
  return {
    text: (place) => {
      if (place <= 0) return slider.low;
      if (place >= n) return slider.high;
      return slider.log ? String(Number((low * (high / low) ** (place / n)).toPrecision(6)))
        : String(Number((low + ((high - low) * place) / n).toFixed(places)));
    },
    place: (value) => {
      const at = slider.log ? (Math.log(Math.max(value, low) / low) / Math.log(high / low)) * n : ((value - low) / (high - low)) * n;
      return Math.round(Math.min(n, Math.max(0, at)));
    } };
}

const sliders = new Map();

function buildSlider(slider) {
  const of = scale(slider);
  const range = make('input', { type: 'range', min: 0, max: slider.positions, step: 1, id: `slider-${slider.name}` });
  const text = make('input', { type: 'text', inputMode: 'decimal', id: `value-${slider.name}` });
  range.setAttribute('aria-label', slider.name);
  text.setAttribute('aria-label', `${slider.name}, typed`);
  const set = (value, quiet) => {
    page.scene.values[slider.name] = value;
    text.value = value;
    range.value = of.place(Number(value));
    range.setAttribute('aria-valuetext', value);
    if (!quiet) { page.scene.from = ''; map?.moved(slider.name); train(); }
  };
  range.addEventListener('input', () => set(of.text(Number(range.value))));
  range.addEventListener('wheel', (event) => {
    event.preventDefault();
    set(of.text(Number(range.value) + (event.deltaY < 0 ? 1 : -1)));
  }, { passive: false });
  text.addEventListener('change', () => {
    const typed = text.value.trim();
    if (typed === '' || !Number.isFinite(Number(typed))) { trouble(`${slider.name} must be a number, got ${typed}`); return; }
    set(typed);
  });
  text.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      set(of.text(of.place(Number(text.value)) + (event.key === 'ArrowUp' ? 1 : -1)));
    }
  });
  sliders.set(slider.name, { set, slider });
  return make('label', { className: 'slider', title: slider.text }, make('span', { textContent: slider.name }), text, range);
}

function row(name, title, input) {
  input.setAttribute('aria-label', name);
  return make('label', { className: 'row', title }, make('span', { textContent: name }), input);
}

function select(values, value, changed) {
  const node = make('select', {}, ...values.map((one) => make('option', { value: one, textContent: one })));
  node.value = value;
  node.addEventListener('change', () => changed(node.value));
  return node;
}

function buildField(field) {
  const value = page.scene.changes[field.name] ?? field.value;
  const changed = (text) => {
    if (text === field.value) delete page.scene.changes[field.name]; else page.scene.changes[field.name] = text;
    page.scene.from = '';
    map?.changed();
    train();
  };
  if (field.choices.length && field.choices.includes(value)) return row(field.name, field.text, select(field.choices, value, changed));
  const node = make('input', field.whole ? { type: 'number', value, min: field.min, max: Math.min(field.max, 1e9), step: 1 } : { type: 'text', value });
  node.id = `field-${field.name}`;
  node.addEventListener('change', () => changed(node.value.trim()));
  return row(field.name, field.text, node);
}

function build() {
  const { sliders: all, selects, fields } = page.controls;
  sliders.clear();
  const varied = all.filter((one) => one.varied).map(buildSlider);
  const further = all.filter((one) => !one.varied).map(buildSlider);
  const choices = selects.map((one) => row(one.name, one.text, select(one.values, page.scene.values[one.name] ??= one.values[0], (value) => {
    page.scene.values[one.name] = value; page.scene.from = ''; map?.changed(); train(); })));
  const again = (change) => () => { change(); map?.changed(); train(); };
  const seed = make('input', { type: 'number', value: page.scene.seed, id: 'seed', step: 1 });
  seed.addEventListener('change', again(() => { page.scene.seed = String(Math.trunc(Number(seed.value) || 0)); page.scene.from = ''; }));
  const replicate = make('input', { type: 'number', value: page.scene.replicate, id: 'replicate', min: 0, step: 1 });
  replicate.addEventListener('change', again(() => { page.scene.replicate = Math.max(0, Math.trunc(Number(replicate.value) || 0)); page.scene.from = ''; }));
  const starts = select(['shared', 'independent'], page.scene.starts, (value) => again(() => { page.scene.starts = value; })());
  starts.id = 'starts';
  const sample = make('input', { type: 'number', value: page.sample, id: 'sample', min: 0, step: 1 });
  sample.addEventListener('change', () => { page.sample = Math.max(0, Math.trunc(Number(sample.value) || 0)); train(); });
  const button = (text, title, click) => { const node = make('button', { type: 'button', textContent: text, title }); node.addEventListener('click', click); return node; };
  const buttons = make('div', { className: 'buttons' },
    button('reset', 'start again from the next seed', again(() => { page.scene.from = ''; page.scene.replicate += 1; replicate.value = page.scene.replicate; })),
    button('go on', 'train again from what was learned', () => { if (page.last?.learned) { page.scene.from = page.last.learned; train(); } }),
    button('checkpoint', 'remember what was learned', () => { page.kept = page.last?.learned ?? null; $('said').textContent = page.kept ? 'remembered' : 'nothing is learned yet'; }),
    button('rollback', 'go on from the checkpoint', () => { if (page.kept) { page.scene.from = page.kept; train(); } else $('said').textContent = 'no checkpoint yet'; }));
  const shownFields = fields.filter((one) => one.whole && ['lessons', 'epochs', 'batch_size', 'steps', 'free_steps', 'patterns'].includes(one.name));
  const rest = fields.filter((one) => !shownFields.includes(one));
  $('controls').replaceChildren(...varied, ...choices, ...shownFields.map(buildField),
    row('seed', 'all randomness derives from it', seed), row('replicate', 'the same with another start', replicate),
    row('starts', 'whether all points draw the same start', starts), row('sample', 'the training sample that is drawn', sample), buttons,
    ...(further.length ? [make('details', {}, make('summary', { textContent: `${further.length} further numbers` }), make('div', {}, ...further))] : []),
    ...(rest.length ? [make('details', {}, make('summary', { textContent: `${rest.length} further settings` }), make('div', {}, ...rest.map(buildField)))] : []));
  for (const one of all) {
    const value = page.scene.values[one.name];
    const field = sliders.get(one.name);
    if (one.varied || value !== undefined) field.set(value ?? one.value, true);
    else { $(`value-${one.name}`).value = one.value; $(`slider-${one.name}`).value = scale(one).place(Number(one.value)); }
  }
}

/** What a click on the map says. */
export function put(values) {
  const names = Object.keys(values);
  names.forEach((name) => sliders.get(name).set(values[name], true));
  page.scene.from = '';
  train();
}

// --- the address holds what is seen

let map = null;
let pending = 0;

export function remember() {
  clearTimeout(pending);
  pending = setTimeout(() => {
    const { from, ...scene } = page.scene;
    history.replaceState(null, '', '#' + encodeURIComponent(JSON.stringify({ scene, sample: page.sample, map: map?.state() })));
  }, 200);
}

function recall() {
  try {
    return location.hash.length > 1 ? JSON.parse(decodeURIComponent(location.hash.slice(1))) : {};
  } catch { return {}; }
}

function begin() {
  if (page.controls) { page.scene.from = ''; map?.changed(); train(); return; }
  const known = recall();
  if (known.scene) Object.assign(page.scene, known.scene);
  page.sample = known.sample ?? 0;
  ask({ type: 'controls', scene: page.scene }, (answer) => {
    if (answer.type === 'failed') { trouble(answer.message); return; }
    page.controls = answer;
    if (!known.scene) page.scene.seed = answer.seed;
    $('run').textContent = answer.name;
    document.title = `${answer.name} – Basin explore`;
    $('subject').textContent = `${answer.subject}, engine ${answer.engine}`;
    $('question').textContent = answer.question || answer.name;
    build();
    map = new ExploreMap(page, known.map);
    page.map = map;
    train();
  });
}

$('theme').addEventListener('change', () => {
  if ($('theme').value) document.documentElement.dataset.theme = $('theme').value; else delete document.documentElement.dataset.theme;
  for (const one of drawn.values()) if (one.chart) curves(one, one.figure);
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { for (const one of drawn.values()) if (one.chart) curves(one, one.figure); });
addEventListener('resize', () => { for (const one of drawn.values()) one.chart?.resize(); });
$('controls').addEventListener('submit', (event) => event.preventDefault());
connect();
