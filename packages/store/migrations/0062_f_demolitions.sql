-- Demolitions are a list of their own (M10): the rows inside a key unit go.
alter table key_unit drop column demolitions, drop column next_demolition, drop column demolition_filed_on;
