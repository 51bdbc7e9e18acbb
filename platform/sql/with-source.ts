/** Run `work` so that its errors begin with the SQL file they come from; cancellation passes unchanged. */
export async function withSource<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || error.name === 'AbortError') throw error;
    throw new Error(`${file}: ${error.message}`, { cause: error });
  }
}
