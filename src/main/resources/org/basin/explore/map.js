// The map: tiles of 256 x 256 trials, coarse first. At zoom z the pixels of the world are
// 256 * 2^z to a side; the server says their values, here they are only shown.
import { ask, dropTiles, number, onTile, put, remember, shown } from './explore.js';

const $ = (id) => document.getElementById(id);
const SIZE = 256;
const DEEPEST = 30;
const STOPS = [[0x44, 0x01, 0x54], [0x3b, 0x52, 0x8b], [0x21, 0x91, 0x8c], [0x5e, 0xc9, 0x62], [0xfd, 0xe7, 0x25]];
// by the order of the states of a row, then those of the map
const STATES = { 1: ['DIVERGED', [0x9a, 0x9a, 0x9a]], 2: ['PRUNED', [0xb9, 0xb0, 0xc9]], 3: ['FAILED', [0xd6, 0x2d, 0x5b]],
  10: ['left out by where', [0xe4, 0xe4, 0xe4]], 11: ['not allowed', [0xf4, 0xf4, 0xf4]] };

const RAMP = new Uint8ClampedArray(256 * 3);
for (let level = 0; level < 256; level++) {
  const at = (level / 255) * (STOPS.length - 1), i = Math.min(STOPS.length - 2, Math.floor(at));
  for (let c = 0; c < 3; c++) RAMP[level * 3 + c] = STOPS[i][c] + (STOPS[i + 1][c] - STOPS[i][c]) * (at - i);
}

export class ExploreMap {
  constructor(page, known = {}) {
    this.page = page;
    this.tiles = new Map();
    this.low = known.low ?? NaN;
    this.high = known.high ?? NaN;
    this.times = [];
    const axes = page.controls.sliders;
    const varied = axes.filter((one) => one.varied);
    const fill = (node, names, value) => {
      node.replaceChildren(...names.map((name) => Object.assign(document.createElement('option'), { value: name, textContent: name })));
      node.value = names.includes(value) ? value : names[0];
    };
    const names = axes.map((one) => one.name);
    const metrics = page.controls.metrics.map((one) => one.name);
    fill($('map-x'), names, known.x ?? (varied[0] ?? axes[0])?.name);
    fill($('map-y'), names, known.y ?? (varied[1] ?? axes.find((one) => one.name !== $('map-x').value))?.name);
    fill($('map-metric'), metrics, known.metric ?? page.controls.metric);
    $('map-condition').value = known.condition ?? '';
    $('map-colours').value = known.lock ? 'lock' : 'fit';
    if (names.length < 2) {
      $('map-said').textContent = 'A map needs two numbers that trials can differ in; this sweep has ' + names.length + '.';
      $('map').hidden = true;
      return;
    }
    this.leaflet = L.map('map', { crs: L.CRS.Simple, minZoom: -3, maxZoom: DEEPEST, zoomControl: true, zoomSnap: 1, fadeAnimation: false,
      attributionControl: false, wheelPxPerZoomLevel: 90 });
    const map = this;
    const Layer = L.GridLayer.extend({
      createTile(coords, done) { return map.createTile(coords, done); } });
    this.layer = new Layer({ tileSize: SIZE, minZoom: -3, maxZoom: DEEPEST, maxNativeZoom: DEEPEST, keepBuffer: 1, updateWhenZooming: false, noWrap: true });
    this.layer.on('tileunload', ({ tile }) => this.drop(tile));
    if (known.center) this.leaflet.setView(known.center, known.zoom); else this.home();
    this.layer.addTo(this.leaflet);
    this.marker = L.marker([0, 0], { icon: L.divIcon({ className: 'cross', iconSize: null }), interactive: false, keyboard: false }).addTo(this.leaflet);
    this.mark();
    this.leaflet.on('moveend', () => { remember(); this.fit(); });
    this.leaflet.on('click', ({ latlng }) => this.take(latlng));
    this.leaflet.on('mousemove', ({ latlng }) => this.hover(latlng));
    $('map').addEventListener('keydown', (event) => { if (event.key === 'Enter') this.take(this.leaflet.getCenter()); });
    for (const id of ['map-x', 'map-y', 'map-metric']) $(id).addEventListener('change', () => { if (id === 'map-metric') $('map-condition').value = ''; this.fresh(id !== 'map-metric'); });
    $('map-condition').addEventListener('change', () => this.fresh(false));
    $('map-colours').addEventListener('change', () => { this.fit(); remember(); });
    $('map-home').addEventListener('click', () => this.home());
    $('map-save').addEventListener('click', () => this.save());
    $('map-image').addEventListener('click', () => this.image());
    $('map-cancel').addEventListener('click', () => { this.stopImage = true; });
    new ResizeObserver(() => this.leaflet.invalidateSize()).observe($('map'));
    $('states-key').replaceChildren(...Object.values(STATES).map(([name, rgb]) => {
      const swatch = document.createElement('i');
      swatch.style.background = `rgb(${rgb})`;
      const span = document.createElement('span');
      span.append(swatch, name);
      return span;
    }));
  }

  ruler(id) {
    const one = this.page.controls.sliders.find((slider) => slider.name === $(id).value);
    return { name: one.name, low: one.low, high: one.high, log: one.log };
  }

  get shade() { return $('map-condition').value.trim() || $('map-metric').value; }

  state() {
    if (!this.leaflet) return undefined;
    const center = this.leaflet.getCenter();
    return { x: $('map-x').value, y: $('map-y').value, metric: $('map-metric').value, condition: $('map-condition').value,
      center: [center.lat, center.lng], zoom: this.leaflet.getZoom(), lock: $('map-colours').value === 'lock', low: this.low, high: this.high };
  }

  home() {
    const zoom = Math.max(0, Math.floor(Math.log2(Math.min($('map').clientWidth, $('map').clientHeight) / SIZE)));
    this.leaflet.setView([SIZE / 2, SIZE / 2], zoom);
  }

  /** Another map: what was locked is of the one before. */
  fresh(axes) {
    if ($('map-x').value === $('map-y').value) { $('map-said').textContent = 'The two axes must differ.'; return; }
    $('map-said').textContent = '';
    this.low = this.high = NaN;
    $('map-colours').value = 'fit';
    if (axes) this.home();
    this.changed();
    this.mark();
    remember();
  }

  /** The trials are others now. */
  changed() {
    if (!this.leaflet) return;
    clearTimeout(this.later);
    this.later = setTimeout(() => { $('map-said').textContent = ''; this.began = performance.now(); this.layer.redraw(); }, 60);
  }

  /** A slider moved: those of the map's own axes move the mark alone. */
  moved(name) {
    if (!this.leaflet) return;
    this.mark();
    if (name !== $('map-x').value && name !== $('map-y').value) this.changed();
  }

  place(ruler, value) {
    const low = Number(ruler.low), high = Number(ruler.high);
    return SIZE * (ruler.log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low));
  }

  value(ruler, place) {
    const low = Number(ruler.low), high = Number(ruler.high), share = place / SIZE;
    return ruler.log ? low * (high / low) ** share : low + (high - low) * share;
  }

  mark() {
    const x = this.ruler('map-x'), y = this.ruler('map-y'), values = this.page.scene.values;
    const of = (ruler) => this.place(ruler, Number(values[ruler.name] ?? this.page.controls.sliders.find((one) => one.name === ruler.name).value));
    const at = [of(y), of(x)];
    if (at.every(Number.isFinite)) this.marker.setLatLng(at);
  }

  // --- tiles

  createTile(coords, done) {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = SIZE;
    const tile = { canvas, coords, id: number(), zoom: coords.z, i: coords.x, j: -1 - coords.y, side: 0, began: performance.now() };
    canvas.tile = tile;
    this.tiles.set(tile.id, tile);
    let first = true;
    this.request(tile, (heard) => {
      if (heard.failed) {
        $('map-said').textContent = heard.failed;
      } else {
        Object.assign(tile, heard);
        this.times.push([heard.pass, performance.now() - tile.began]);
        this.paint(tile);
        this.fitSoon();
        if (heard.flags) $('map-said').textContent = 'Neighbouring pixels are one number to the engine here: it computes with numbers of 24 bits, and no finer map is to be had of it.';
      }
      if (first) { first = false; done(null, canvas); }
    });
    return canvas;
  }

  request(tile, heard) {
    onTile(tile.id, heard);
    const { from, ...scene } = this.page.scene;
    ask({ type: 'tile', id: tile.id, scene, x: this.ruler('map-x'), y: this.ruler('map-y'), shade: this.shade, zoom: tile.zoom, i: tile.i, j: tile.j });
  }

  drop(canvas) {
    this.tiles.delete(canvas.tile.id);
    this.dropped ??= [];
    if (!this.dropped.length) queueMicrotask(() => { dropTiles(this.dropped); this.dropped = []; });
    this.dropped.push(canvas.tile.id);
  }

  paint(tile, context = tile.canvas.getContext('2d'), left = 0, top = 0) {
    const { side, values, states } = tile;
    if (!side) return;
    const step = SIZE / side, image = context.createImageData(SIZE, SIZE), span = this.high - this.low || 1;
    for (let row = 0; row < SIZE; row++) {
      const from = Math.floor((SIZE - 1 - row) / step) * side;
      for (let column = 0; column < SIZE; column++) {
        const at = from + Math.floor(column / step), value = values[at], to = (row * SIZE + column) * 4;
        if (Number.isFinite(value)) {
          const level = Math.max(0, Math.min(255, Math.round(((value - this.low) / span) * 255))) * 3;
          image.data[to] = RAMP[level]; image.data[to + 1] = RAMP[level + 1]; image.data[to + 2] = RAMP[level + 2];
        } else {
          const rgb = (STATES[states[at]] ?? STATES[1])[1];
          image.data[to] = rgb[0]; image.data[to + 1] = rgb[1]; image.data[to + 2] = rgb[2];
        }
        image.data[to + 3] = 255;
      }
    }
    context.putImageData(image, left, top);
  }

  fitSoon() {
    if (this.soon) return;
    this.soon = setTimeout(() => { this.soon = 0; this.fit(); }, 80);
  }

  /** The colours span the middle 98 % of what is in view, unless they are locked. */
  fit() {
    const locked = $('map-colours').value === 'lock' && Number.isFinite(this.low);
    if (!locked) {
      const seen = [];
      for (const tile of this.tiles.values()) {
        if (!tile.side || tile.zoom !== this.leaflet.getZoom()) continue;
        const step = Math.max(1, Math.floor(tile.values.length / 1024));
        for (let k = 0; k < tile.values.length; k += step) if (Number.isFinite(tile.values[k])) seen.push(tile.values[k]);
      }
      if (seen.length) {
        seen.sort((a, b) => a - b);
        const low = seen[Math.floor(seen.length * 0.01)], high = seen[Math.ceil(seen.length * 0.99) - 1];
        if (low === this.low && high === this.high) return;
        this.low = low;
        this.high = high > low ? high : seen.at(-1);
      }
      for (const tile of this.tiles.values()) this.paint(tile);
    }
    this.legend();
  }

  legend() {
    const context = $('legend').getContext('2d'), image = context.createImageData(256, 12);
    for (let k = 0; k < 256 * 12; k++) {
      for (let c = 0; c < 3; c++) image.data[k * 4 + c] = RAMP[(k % 256) * 3 + c];
      image.data[k * 4 + 3] = 255;
    }
    context.putImageData(image, 0, 0);
    $('legend-low').textContent = shown(this.low);
    $('legend-high').textContent = shown(this.high);
  }

  // --- pointing

  pixel({ lat, lng }) {
    const zoom = this.leaflet.getZoom(), scale = 2 ** zoom;
    return { zoom, kx: Math.floor(lng * scale), ky: Math.floor(lat * scale) };
  }

  at(pixel, heard) {
    ask({ type: 'at', zoom: pixel.zoom, kx: pixel.kx, ky: pixel.ky, x: this.ruler('map-x'), y: this.ruler('map-y') }, heard);
  }

  hover(latlng) {
    const { zoom, kx, ky } = this.pixel(latlng), x = this.ruler('map-x'), y = this.ruler('map-y'), scale = 2 ** zoom;
    const i = Math.floor(kx / SIZE), j = Math.floor(ky / SIZE);
    const tile = [...this.tiles.values()].find((one) => one.zoom === zoom && one.i === i && one.j === j && one.side);
    const said = [`${x.name} ${this.value(x, kx / scale).toPrecision(9)}`, `${y.name} ${this.value(y, ky / scale).toPrecision(9)}`];
    if (tile) {
      const step = SIZE / tile.side, at = Math.floor((ky - j * SIZE) / step) * tile.side + Math.floor((kx - i * SIZE) / step);
      const state = STATES[tile.states[at]];
      said.push(`${this.shade} ${shown(tile.values[at])}`, ...(state ? [state[0]] : []));
    }
    $('hover').textContent = said.join(', ');
  }

  take(latlng) {
    const x = this.ruler('map-x'), y = this.ruler('map-y');
    this.at(this.pixel(latlng), (answer) => {
      if (answer.type === 'failed') { $('map-said').textContent = answer.message; return; }
      put({ [x.name]: answer.x, [y.name]: answer.y });
      this.mark();
    });
  }

  // --- out

  view() {
    const bounds = this.leaflet.getBounds(), zoom = this.leaflet.getZoom(), scale = 2 ** zoom;
    return { zoom, fromx: Math.floor(bounds.getWest() * scale), untilx: Math.ceil(bounds.getEast() * scale),
      fromy: Math.floor(bounds.getSouth() * scale), untily: Math.ceil(bounds.getNorth() * scale) };
  }

  async save() {
    const { from, ...scene } = this.page.scene;
    const answer = await fetch('save', { method: 'POST', headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ scene, x: this.ruler('map-x'), y: this.ruler('map-y'), ...this.view() }) });
    const { text, message } = await answer.json();
    if (message) { $('map-said').textContent = message; return; }
    this.page.saved = text;
    this.hand(new Blob([text], { type: 'text/yaml' }), `${this.page.controls.name}-view.yaml`);
    $('map-said').textContent = `Saved; ./basin run ${this.page.controls.name}-view.yaml trains it. Starts: ${scene.starts}.`;
  }

  hand(blob, name) {
    const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  /** The view with as many pixels as 4096 to a side allow, with its scale and caption. */
  async image() {
    const view = this.view(), wide = view.untilx - view.fromx, high = view.untily - view.fromy;
    let finer = 0;
    while (2 ** (finer + 1) * Math.max(wide, high) <= 4000 && view.zoom + finer < DEEPEST) finer++;
    const scale = 2 ** finer, zoom = view.zoom + finer, foot = 96;
    const canvas = Object.assign(document.createElement('canvas'), { width: wide * scale, height: high * scale + foot });
    const context = canvas.getContext('2d'), left = view.fromx * scale, bottom = view.fromy * scale, top = view.untily * scale;
    const wanted = [];
    for (let j = Math.floor(bottom / SIZE); j * SIZE < top; j++) for (let i = Math.floor(left / SIZE); i * SIZE < view.untilx * scale; i++) wanted.push([i, j]);
    this.stopImage = false;
    $('map-cancel').hidden = false;
    for (let k = 0; k < wanted.length && !this.stopImage; k++) {
      $('map-said').textContent = `image: ${k} of ${wanted.length} tiles`;
      const [i, j] = wanted[k], tile = { id: number(), zoom, i, j, side: 0 };
      const failed = await new Promise((done) => {
        const look = setInterval(() => { if (this.stopImage) finish('cancelled'); }, 100);
        const finish = (why) => { clearInterval(look); dropTiles([tile.id]); done(why); };
        this.request(tile, (heard) => {
          if (heard.failed) finish(heard.failed);
          else if (heard.pass === 3) { Object.assign(tile, heard); finish(''); }
        });
      });
      if (failed) { $('map-said').textContent = `image: ${failed}`; $('map-cancel').hidden = true; return; }
      this.paint(tile, context, i * SIZE - left, top - (j + 1) * SIZE);
    }
    $('map-cancel').hidden = true;
    const x = this.ruler('map-x'), y = this.ruler('map-y'), base = high * scale;
    context.fillStyle = '#ffffff';
    context.fillRect(0, base, canvas.width, foot);
    for (let k = 0; k < 256; k++) {
      context.fillStyle = `rgb(${RAMP[k * 3]},${RAMP[k * 3 + 1]},${RAMP[k * 3 + 2]})`;
      context.fillRect(12 + k, base + 12, 1, 14);
    }
    context.fillStyle = '#1a1f24';
    context.font = '14px system-ui, sans-serif';
    context.fillText(`${this.shade}: ${shown(this.low)} to ${shown(this.high)}`, 280, base + 24);
    const end = (ruler, k) => shown(this.value(ruler, k / 2 ** view.zoom));
    context.fillText(`to the right ${x.name} ${end(x, view.fromx)} to ${end(x, view.untilx)}${x.log ? ', log' : ''}; upwards ${y.name} ${end(y, view.fromy)} to ${end(y, view.untily)}${y.log ? ', log' : ''}`, 12, base + 52);
    context.fillText(`${this.page.controls.name}, seed ${this.page.scene.seed}, starts ${this.page.scene.starts}; grey diverged, red failed`, 12, base + 78);
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/png'));
    this.page.image = { bytes: blob.size, width: canvas.width, height: canvas.height };
    this.hand(blob, `${this.page.controls.name}.png`);
    $('map-said').textContent = `image: ${canvas.width} × ${canvas.height}`;
  }
}
