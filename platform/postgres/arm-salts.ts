import { randomBytes } from 'node:crypto';
import { digestText } from '../../models/artifact-key.ts';
import type { Queryable } from './database.ts';

/** The salt of these people's arms, made when first asked for; it never changes. */
export async function ensureSalt(db: Queryable, people: string): Promise<string> {
  const known = await findSalt(db, people);
  if (known !== undefined) return known;
  await db.query('insert into arm_salts (people, salt) values ($1, $2) on conflict do nothing', [
    people,
    randomBytes(32).toString('hex'),
  ]);
  const made = await findSalt(db, people);
  if (made === undefined) throw new Error(`no salt for the arms of ${people} (expected a row in arm_salts)`);
  return made;
}

async function findSalt(db: Queryable, people: string): Promise<string | undefined> {
  const { rows } = await db.query<{ salt: string }>('select salt from arm_salts where people = $1', [people]);
  return rows[0]?.salt;
}

/** What may be told of a salt: that it is this one. */
export function nameSalt(salt: string): string {
  return digestText(`salt ${salt}`).slice(0, 12);
}
