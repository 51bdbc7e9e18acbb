-- Keys of the hashes that put customers into arms: who knows one can tell who is held out.
create table arm_salts (
  people text primary key,
  salt text not null
);
