import { Command, CommanderError } from 'commander';
import { dieWithParent } from '../platform/processes/die-with-parent.ts';
import { backfillCommand } from './backfill.ts';
import { checkCommand } from './check.ts';
import { describeError, EXIT, exitCodeOf } from './command.ts';
import { decideCommand } from './decide.ts';
import { doctorCommand } from './doctor.ts';
import { experimentCommand } from './experiment.ts';
import { gcCommand } from './gc.ts';
import { journeyCommand } from './journey.ts';
import { liftCommand } from './lift.ts';
import { modelsCommand } from './models.ts';
import { publicationsCommand, rollbackCommand } from './publications.ts';
import { replayCommand } from './replay.ts';
import { runCommand } from './run.ts';
import { sampleCommand } from './sample.ts';
import { scheduleCommand } from './schedule.ts';
import { serveCommand } from './serve.ts';
import { devCommand, startCommand } from './start.ts';
import { statusCommand } from './status.ts';
import { uiCommand } from './ui.ts';
import { whyCommand } from './why.ts';
import { workerCommand } from './worker.ts';

// Whoever starts this program for itself alone says so: it then ends with its starter, whatever ends that.
const starter = Number(process.env.CROSSLIFT_PARENT_PID);
if (starter > 0) dieWithParent('SIGKILL', starter);

const program = new Command('crosslift')
  .description('Turns raw customer tables into tested, published marketing strategies.')
  .addCommand(runCommand)
  .addCommand(experimentCommand)
  .addCommand(statusCommand)
  .addCommand(decideCommand)
  .addCommand(replayCommand)
  .addCommand(backfillCommand)
  .addCommand(scheduleCommand)
  .addCommand(whyCommand)
  .addCommand(modelsCommand)
  .addCommand(publicationsCommand)
  .addCommand(rollbackCommand)
  .addCommand(journeyCommand)
  .addCommand(liftCommand)
  .addCommand(gcCommand)
  .addCommand(checkCommand)
  .addCommand(sampleCommand)
  .addCommand(serveCommand)
  .addCommand(uiCommand)
  .addCommand(workerCommand)
  .addCommand(doctorCommand)
  .addCommand(startCommand)
  .addCommand(devCommand)
  .showHelpAfterError()
  .exitOverride();
for (const command of [
  ...program.commands,
  ...scheduleCommand.commands,
  ...whyCommand.commands,
  ...modelsCommand.commands,
  ...publicationsCommand.commands,
  ...journeyCommand.commands,
])
  command.exitOverride().showHelpAfterError();

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  else {
    process.stderr.write(`crosslift: ${describeError(error)}\n`);
    process.exitCode = exitCodeOf(error);
  }
}
