drop table if exists scratch.affiliate_of;
create table scratch.affiliate_of (identity integer primary key, id text not null, status text not null, username text not null);
drop table if exists scratch.company_group;
create table scratch.company_group (
  id integer primary key, name text not null, domain text not null, created integer not null, payload blob not null,
  unique (name, domain));
drop table if exists scratch.suspect_duplicate;
create table scratch.suspect_duplicate (identity integer primary key);
