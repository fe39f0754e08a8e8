/** The drawing's part of a page's script: what is chosen is described beside it, filters hide and dim. */
export const DRAWING_SCRIPT = `
  const edges = new Map(data.edges.map((edge) => [edge.id, edge]));
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const details = document.getElementById('details');
  const words = { accepted: 'let in', refused: 'refused', unknown: 'not known', unlinked: 'no receiver' };
  const place = (spot) => {
    const box = document.createDocumentFragment();
    if (!spot) return box;
    const line = spot.range ? ':' + spot.range.start.line + ':' + spot.range.start.column : '';
    box.append(make('div', spot.file + line, 'place'));
    if (spot.excerpt) {
      const pre = make('pre');
      const indent = Math.min(...spot.excerpt.lines.filter((text) => text.trim()).map((text) => text.length - text.trimStart().length));
      spot.excerpt.lines.forEach((whole, index) => {
        const text = whole.slice(Number.isFinite(indent) ? indent : 0);
        const number = spot.excerpt.firstLine + index;
        const here = spot.range && number === spot.range.start.line;
        pre.append(make('span', String(number).padStart(4) + '  ' + text + '\\n', here ? 'at' : ''));
      });
      box.append(pre);
    }
    return box;
  };
  const section = (title) => details.append(make('h3', title));
  const list = (items) => {
    const ul = make('ul');
    items.forEach((item) => ul.append(make('li', item)));
    details.append(ul);
  };
  const clear = () => {
    details.replaceChildren();
    document.querySelectorAll('.chosen').forEach((one) => one.classList.remove('chosen'));
  };
  const find = (attribute, id) => [...document.querySelectorAll('[' + attribute + ']')].find((one) => one.getAttribute(attribute) === id);
  const showEdge = (id) => {
    const edge = edges.get(id);
    if (!edge) return;
    clear();
    find('data-edge', id)?.classList.add('chosen');
    details.append(make('h2', (nodes.get(edge.from)?.label ?? '') + ' \\u2192 ' + (nodes.get(edge.to)?.label ?? '')));
    details.append(make('span', words[edge.outcome], 'verdict ' + edge.outcome));
    details.append(make('p', edge.answer));
    section('Carries');
    list(edge.carries);
    if (edge.because.length > 0) {
      section('Because');
      edge.because.forEach(({ text, spot }) => {
        details.append(make('p', text));
        details.append(place(spot));
      });
    }
    section('The call');
    details.append(make('p', edge.action + (edge.trigger ? ' \\u2192 ' + edge.trigger : '')));
    details.append(place(edge.spot));
    if (edge.assumptions.length > 0) {
      section('Taken for granted');
      list(edge.assumptions);
    }
    if (edge.environments.length > 0) {
      section('Environments');
      details.append(make('p', edge.environments.join(', ')));
    }
  };
  const showNode = (id) => {
    const node = nodes.get(id);
    if (!node) return;
    clear();
    find('data-node', id)?.classList.add('chosen');
    details.append(make('h2', node.label));
    details.append(place(node.spot));
    for (const [title, own, other] of [['Calls', 'from', 'to'], ['Is called by', 'to', 'from']]) {
      const mine = data.edges.filter((edge) => edge[own] === id);
      if (mine.length === 0) continue;
      section(title);
      const ul = make('ul');
      mine.forEach((edge) => {
        find('data-edge', edge.id)?.classList.add('chosen');
        const li = make('li');
        const button = make('button', nodes.get(edge[other])?.label + ': ' + words[edge.outcome]);
        button.type = 'button';
        button.addEventListener('click', () => showEdge(edge.id));
        li.append(button);
        ul.append(li);
      });
      details.append(ul);
    }
  };
  const choose = (event) => {
    const edge = event.target.closest('[data-edge]');
    const node = event.target.closest('[data-node]');
    if (edge) showEdge(edge.getAttribute('data-edge'));
    else if (node) showNode(node.getAttribute('data-node'));
    return edge || node;
  };
  const drawing = document.getElementById('drawing');
  const canvas = document.getElementById('canvas');
  const whole = document.getElementById('whole');
  whole.addEventListener('click', () => {
    const on = canvas.classList.toggle('whole');
    whole.setAttribute('aria-pressed', String(on));
  });
  drawing.addEventListener('click', choose);
  drawing.addEventListener('keydown', (event) => {
    if ((event.key === 'Enter' || event.key === ' ') && choose(event)) {
      event.preventDefault();
      details.focus();
    }
  });
  const search = document.getElementById('search');
  const apply = () => {
    const asked = search.value.trim().toLowerCase();
    const outcomes = new Set([...document.querySelectorAll('[data-outcome]')].filter((box) => box.checked).map((box) => box.dataset.outcome));
    const used = new Set();
    document.querySelectorAll('[data-edge]').forEach((element) => {
      const edge = edges.get(element.getAttribute('data-edge'));
      const gone = !outcomes.has(edge.outcome) || !inEnvironment(edge.environments);
      const text = [edge.action, edge.trigger, edge.answer, nodes.get(edge.from)?.label, nodes.get(edge.to)?.label].join(' ').toLowerCase();
      const dim = asked !== '' && !text.includes(asked);
      element.classList.toggle('gone', gone);
      element.classList.toggle('dim', dim);
      if (!gone && !dim) [edge.from, edge.to].forEach((id) => used.add(id));
    });
    document.querySelectorAll('[data-node]').forEach((element) => {
      const id = element.getAttribute('data-node');
      const match = asked !== '' && nodes.get(id).label.toLowerCase().includes(asked);
      element.classList.toggle('dim', asked !== '' && !match && !used.has(id));
    });
  };
  search.addEventListener('input', apply);
  document.querySelectorAll('[data-outcome]').forEach((box) => box.addEventListener('change', apply));
  document.getElementById('environment')?.addEventListener('change', apply);
  const first = data.edges.find((edge) => edge.outcome === 'refused');
  if (first) {
    showEdge(first.id);
    const [box, frame] = [find('data-edge', first.id), canvas].map((one) => one.getBoundingClientRect());
    canvas.scrollBy(box.left - frame.left + (box.width - frame.width) / 2, box.top - frame.top + (box.height - frame.height) / 2);
  }
`;
