import { GatePolicy } from './policy.ts';

const PREFIX = 'gate.';

/**
 * The policy with settings such as `gate.accuracyMargin=0.01` applied in order, the last of a name winning. Fails on a
 * name that is not in the policy and on a value it does not allow; the argument is left as it was.
 */
export function applySettings(policy: GatePolicy, settings: readonly string[]): GatePolicy {
  const names = Object.keys(GatePolicy.shape);
  const changed: Record<string, number> = { ...policy };
  for (const setting of settings) {
    const [path, text] = splitSetting(setting);
    const name = path.startsWith(PREFIX) ? path.slice(PREFIX.length) : '';
    if (!names.includes(name)) {
      throw new Error(
        `unknown setting: ${path} (expected one of ${names.map((known) => PREFIX + known).join(', ')})`,
      );
    }
    const value = text === '' ? Number.NaN : Number(text);
    const parsed = GatePolicy.shape[name as keyof GatePolicy].safeParse(value);
    if (!parsed.success) {
      const expected = parsed.error.issues.map((issue) => issue.message).join('; ');
      throw new Error(`invalid ${path}: ${text === '' ? 'nothing' : text} (${expected})`);
    }
    changed[name] = value;
  }
  return GatePolicy.parse(changed);
}

function splitSetting(setting: string): [path: string, text: string] {
  const at = setting.indexOf('=');
  if (at < 0)
    throw new Error(`invalid setting: ${setting} (expected name=value, as in gate.accuracyMargin=0.01)`);
  return [setting.slice(0, at).trim(), setting.slice(at + 1).trim()];
}
