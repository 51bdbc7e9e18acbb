import { type DuckDBConnection, DuckDBTypeId } from '@duckdb/node-api';

/** What a prepared statement will return and what it asks for. */
export interface StatementShape {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly parameters: readonly string[];
}

/**
 * Prepare a statement, say its shape and forget it; nothing runs. A CTAS shows only its row count.
 * @throws Error when a column's type is open until a parameter is bound
 */
export async function describeStatement(connection: DuckDBConnection, sql: string): Promise<StatementShape> {
  const statement = await connection.prepare(sql);
  try {
    if (statement.columnCount > 0 && statement.columnTypeId(0) === DuckDBTypeId.INVALID) {
      throw new Error('a column takes its type from a parameter (write $name::type)');
    }
    const columns = Array.from({ length: statement.columnCount }, (_, i) => ({
      name: statement.columnName(i),
      type: statement.columnType(i).toString(),
    }));
    const parameters = Array.from({ length: statement.parameterCount }, (_, i) =>
      statement.parameterName(i + 1),
    );
    return { columns, parameters };
  } finally {
    statement.destroySync();
  }
}
