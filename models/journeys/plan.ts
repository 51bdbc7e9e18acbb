import type { DecisionPoint } from '../contracts/decision-point.ts';

/** A message of a journey: an action of the playbook at one of its decision points. */
export interface PlannedMark {
  action: string;
  title: string;
  point: DecisionPoint;
  /** Epoch second, where it is not the moment itself: before the quiet hours around it. */
  dueAt: number | null;
}

/** What a journey does, as the configuration of its first day says. */
export interface JourneyPlan {
  /** The application that it is for, epoch second: another one needs another plan. */
  registeredAt: number;
  /** In the order of the playbook. */
  marks: PlannedMark[];
  /** Known sites; none where no run has seen any. */
  sites: string[];
}
