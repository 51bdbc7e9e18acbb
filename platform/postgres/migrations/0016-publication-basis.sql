-- What a publication rests on: data, models and scores, so that the next one can tell why offers change.
alter table publications add column basis jsonb;
