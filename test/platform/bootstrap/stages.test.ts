import { expect, test } from 'vitest';

const { runStages } = await import(new URL('../../../platform/bootstrap/stages.mjs', import.meta.url).href);

function recorder() {
  const events: string[] = [];
  return {
    events,
    begin: (name: string) => events.push(`begin ${name}`),
    note: (name: string, text: string) => events.push(`${name}: ${text}`),
    end: (name: string, { ok }: { ok: boolean }) => events.push(`${ok ? 'end' : 'fail'} ${name}`),
  };
}

const done = async () => ({ label: 'done', detail: 'built' });
const broken = async () => {
  throw new Error('no compiler');
};

test('a stage waits for those it comes after; the others do not', async () => {
  const reporter = recorder();
  let finishFirst = () => {};
  const first = new Promise<void>((resolve) => {
    finishFirst = resolve;
  });
  const stages = [
    { name: 'packages', run: () => first.then(done) },
    { name: 'tensorflow', after: ['packages'], run: done },
    {
      name: 'temporal',
      run: async (note: (text: string) => void) => {
        note('building');
        finishFirst();
        return done();
      },
    },
  ];
  const outcomes = await runStages(stages, reporter);
  expect(reporter.events.indexOf('begin temporal')).toBeLessThan(reporter.events.indexOf('end packages'));
  expect(reporter.events.indexOf('begin tensorflow')).toBeGreaterThan(
    reporter.events.indexOf('end packages'),
  );
  expect(reporter.events).toContain('temporal: building');
  expect([...outcomes.values()].map(({ ok }: { ok: boolean }) => ok)).toEqual([true, true, true]);
});

test('a failed stage is reported with its reason, and the others go on', async () => {
  const reporter = recorder();
  const stages = [
    { name: 'lightgbm', run: broken },
    { name: 'learner', after: ['lightgbm'], run: done },
    { name: 'postgres', run: done },
  ];
  const outcomes = await runStages(stages, reporter);
  expect(outcomes.get('lightgbm')).toMatchObject({ ok: false, error: { message: 'no compiler' } });
  expect(outcomes.get('learner')).toMatchObject({ ok: false });
  expect(outcomes.get('postgres')).toMatchObject({ ok: true, detail: 'built' });
  expect(reporter.events).toEqual(expect.arrayContaining(['fail lightgbm', 'fail learner', 'end postgres']));
  expect(reporter.events).not.toContain('begin learner');
});

test('a failed essential stage ends everything', async () => {
  const stages = [
    { name: 'packages', essential: true, run: broken },
    { name: 'tensorflow', after: ['packages'], run: done },
  ];
  await expect(runStages(stages, recorder())).rejects.toThrow('no compiler');
});

test('a stage after one that is not listed before it is a mistake in the list', async () => {
  const stages = [{ name: 'tensorflow', after: ['packages'], run: done }];
  await expect(runStages(stages, recorder())).rejects.toThrow(/tensorflow comes after packages/);
});
