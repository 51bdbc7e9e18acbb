import { z } from 'zod';
import type { ClassLearner } from './class-learner.ts';
import { lightgbmClasses } from './lightgbm-classes.ts';
import { xgboostClasses } from './xgboost-classes.ts';

/** Names of the learners of a question with several answers. */
export const ClassLearnerName = z.enum(['xgboost-classes', 'lightgbm-classes']);
/** Names of the learners of a question with several answers. */
export type ClassLearnerName = z.infer<typeof ClassLearnerName>;

/** Every one of them, whatever its hyper-parameters: parse them with its own `params`. */
export const classLearners: Readonly<Record<ClassLearnerName, ClassLearner<unknown>>> = {
  'xgboost-classes': xgboostClasses,
  'lightgbm-classes': lightgbmClasses,
};
