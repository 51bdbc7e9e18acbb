-- Segments of each night that became the live ones of a dataset: the frozen segmentation, and who is in which segment.
create table segmentations (
  segmentation_id text primary key,
  dataset text not null,
  pipeline text not null,
  run_id text not null,
  as_of date not null,
  -- Day of the fit; the nights since have only assigned.
  fitted_as_of date not null,
  parameters jsonb not null,
  -- References of artifacts.
  segmentation jsonb not null,
  segments jsonb not null,
  state text not null check (state in ('live', 'replaced')),
  live_at timestamptz not null default now()
);
create unique index one_live_segmentation on segmentations (dataset, pipeline) where state = 'live';
