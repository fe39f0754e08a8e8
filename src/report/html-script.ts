/** The report's part of a page's script: filters, groups by rule or file, keys, links to one finding, paper. */
export const REPORT_SCRIPT = `
  const search = document.getElementById('search');
  const rule = document.getElementById('rule');
  const order = document.getElementById('order');
  const groups = document.getElementById('groups');
  const shown = document.getElementById('shown');
  const all = [...document.querySelectorAll('.finding')];
  const boxes = [...document.querySelectorAll('.chip [data-severity]')];
  const heads = new Map([...document.querySelectorAll('#groups .group')].map((group) => [group.dataset.group, group]));
  const texts = new Map();
  const textOf = (one) => {
    if (!texts.has(one)) texts.set(one, one.textContent.toLowerCase());
    return texts.get(one);
  };
  const visible = () => all.filter((one) => !one.classList.contains('gone'));
  const count = () => {
    document.querySelectorAll('#groups .group').forEach((group) => {
      const own = [...group.querySelectorAll('.finding')];
      const left = own.filter((one) => !one.classList.contains('gone')).length;
      group.classList.toggle('gone', left === 0);
      group.querySelector('.count').textContent = left === own.length ? '(' + left + ')' : '(' + left + ' of ' + own.length + ')';
    });
    if (shown) shown.textContent = visible().length + ' of ' + all.length + ' shown';
  };
  const apply = () => {
    const asked = search.value.trim().toLowerCase();
    const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.dataset.severity));
    all.forEach((one) => {
      const fits = severities.has(one.dataset.severity)
        && (!rule || rule.value === '' || rule.value === one.dataset.rule)
        && inEnvironment(JSON.parse(one.dataset.environments))
        && (asked === '' || textOf(one).includes(asked));
      one.classList.toggle('gone', !fits);
    });
    count();
  };
  const regroup = () => {
    const sections = new Map(order.value === 'rule' ? heads : []);
    all.forEach((one) => {
      const key = one.dataset[order.value];
      if (!sections.has(key)) {
        const section = make('section', undefined, 'group');
        const head = make('h3', (key === '' ? 'the run' : key) + ' ');
        head.append(make('span', '', 'count'));
        section.append(head);
        sections.set(key, section);
      }
      sections.get(key).append(one);
    });
    groups.dataset.order = order.value;
    groups.replaceChildren(...sections.values());
    count();
  };
  const open = (state) => visible().forEach((one) => { one.open = state; });
  const goTo = () => {
    const one = all.find(({ id }) => '#' + id === location.hash);
    if (!one) return;
    one.open = true;
    one.classList.remove('gone');
    one.scrollIntoView();
  };
  search.addEventListener('input', apply);
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    search.value = '';
    search.dispatchEvent(new Event('input'));
  });
  boxes.forEach((box) => box.addEventListener('change', apply));
  rule?.addEventListener('change', apply);
  document.getElementById('environment')?.addEventListener('change', apply);
  order?.addEventListener('change', regroup);
  document.getElementById('open')?.addEventListener('click', () => open(true));
  document.getElementById('close')?.addEventListener('click', () => open(false));
  groups?.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = event.target.closest('summary')?.parentElement;
    if (!step || !here) return;
    const list = [...groups.querySelectorAll('.finding:not(.gone)')];
    const next = list[list.indexOf(here) + step];
    if (!next) return;
    event.preventDefault();
    next.querySelector('summary').focus();
  });
  addEventListener('hashchange', goTo);
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open])')];
    closed.forEach((one) => { one.open = true; });
  });
  addEventListener('afterprint', () => closed.forEach((one) => { one.open = false; }));
  count();
  goTo();
`;
