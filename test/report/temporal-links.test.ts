import { expect, it } from 'vitest';
import { linkToStartForm, linkToWorkflow, linkToWorkflows } from '../../report/temporal-links.ts';

const UI = { url: 'https://temporal.example/', namespace: 'team/a' };

it('escapes every part of a path, the slash in an id too', () => {
  expect(linkToWorkflow(UI, { workflowId: 'a/b c?d#e', runId: 'r/1' })).toBe(
    'https://temporal.example/namespaces/team%2Fa/workflows/a%2Fb%20c%3Fd%23e/r%2F1',
  );
});

it('escapes every field of the start form', () => {
  expect(linkToStartForm(UI, { workflowId: 'a/b&c', taskQueue: 'q=1', workflowType: 't' })).toBe(
    'https://temporal.example/namespaces/team%2Fa/workflows/start-workflow?workflowId=a%2Fb%26c&taskQueue=q%3D1&workflowType=t',
  );
});

it('leads to the list of workflows', () => {
  expect(linkToWorkflows(UI)).toBe('https://temporal.example/namespaces/team%2Fa/workflows');
});
