#!/bin/sh
# Temporal's two databases and their tables: made where they are missing, brought up to date where they are older.
# Each command may be repeated, so a run that was cut off is simply run again.
set -eu
SQL_PASSWORD=$(cat /run/secrets/postgres_password)
export SQL_PASSWORD
VERSIONS=/etc/temporal/schema/postgresql/v12

for database in temporal temporal_visibility; do
  tool() {
    temporal-sql-tool --plugin "$DB" --ep "$POSTGRES_SEEDS" -p "$DB_PORT" -u "$POSTGRES_USER" --db "$database" "$@"
  }
  case $database in
    temporal) versioned=$VERSIONS/temporal/versioned ;;
    *) versioned=$VERSIONS/visibility/versioned ;;
  esac
  tool create
  # The table of versions: there already from the second time on.
  tool setup-schema -v 0.0 || echo "$database has its tables"
  tool update-schema -d "$versioned"
done
