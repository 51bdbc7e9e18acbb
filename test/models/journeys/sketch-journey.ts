import { sortDoor } from '../../../models/journeys/list-stays.ts';
import type { JourneyPlan } from '../../../models/journeys/plan.ts';
import { beginJourney, type DoorEvent, type JourneyState } from '../../../models/journeys/state.ts';

/** An application on 2021-12-06, a Monday, at 09:00 UTC. */
export const APPLIED = Date.UTC(2021, 11, 6, 9) / 1000;

/** Epoch second so many hours after the application. */
export const hour = (hours: number): number => APPLIED + Math.round(hours * 3600);

/** A passage so many hours after the application, at site 1 unless said. */
export const into = (hours: number, site = '1'): DoorEvent => ({ at: hour(hours), site, isIn: true });
export const out = (hours: number, site = '1'): DoorEvent => ({ at: hour(hours), site, isIn: false });

/** A journey whose customer passed these doors. */
export function sketchJourney(
  door: readonly DoorEvent[] = [],
  change: Partial<JourneyState> = {},
): JourneyState {
  return { ...beginJourney(APPLIED), door: sortDoor(door), ...change };
}

/** The plan of the playbook that ships, without quiet hours. */
export const PLAN: JourneyPlan = {
  registeredAt: APPLIED,
  marks: [
    { action: 'C2', title: 'Office tour', point: 'first_visit', dueAt: null },
    { action: 'C3a', title: '3 h of use', point: 'stay_3h', dueAt: null },
    { action: 'C3b', title: '15 h of use', point: 'stay_15h', dueAt: null },
    { action: 'C4', title: 'Last day', point: 'last_day', dueAt: null },
  ],
  sites: ['1', '2'],
};
