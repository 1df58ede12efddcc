/** cel-go's extension libraries that Kubernetes 1.36 switches on (cel-go ext: strings 2, sets, lists 3, two-variable comprehensions), as the checker sees them. */

/** Types whose values have an order, with the name that ids give them. */
const ORDERED = ['int', 'uint', 'double', 'bool', 'duration', 'timestamp', 'string', 'bytes'] as const;
const PROTO: Readonly<Record<string, string>> = { duration: 'google.protobuf.Duration', timestamp: 'google.protobuf.Timestamp' };
const ordered = (line: (type: string, name: string) => string): string[] => ORDERED.map((type) => line(type, PROTO[type] ?? type));

export const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  charAt: ['.string_char_at_int(string,int) -> string'],
  format: ['.string_format(string,list(dyn)) -> string'],
  lowerAscii: ['.string_lower_ascii(string) -> string'],
  upperAscii: ['.string_upper_ascii(string) -> string'],
  replace: ['.string_replace_string_string(string,string,string) -> string', '.string_replace_string_string_int(string,string,string,int) -> string'],
  split: ['.string_split_string(string,string) -> list(string)', '.string_split_string_int(string,string,int) -> list(string)'],
  'strings.quote': ['strings_quote(string) -> string'],
  substring: ['.string_substring_int(string,int) -> string', '.string_substring_int_int(string,int,int) -> string'],
  trim: ['.string_trim(string) -> string'],
  join: ['.list_join(list(string)) -> string', '.list_join_string(list(string),string) -> string'],
  'sets.contains': ['list_sets_contains_list(list(T),list(T)) -> bool'],
  'sets.equivalent': ['list_sets_equivalent_list(list(T),list(T)) -> bool'],
  'sets.intersects': ['list_sets_intersects_list(list(T),list(T)) -> bool'],
  distinct: ['.list_distinct(list(T)) -> list(T)'],
  flatten: ['.list_flatten(list(list(T))) -> list(T)', '.list_flatten_int(list(dyn),int) -> list(dyn)'],
  'lists.range': ['lists_range(int) -> list(int)'],
  reverse: ['.list_reverse(list(T)) -> list(T)'],
  slice: ['.list_slice(list(T),int,int) -> list(T)'],
  sort: ordered((type, name) => `.list_${name}_sort(list(${type})) -> list(${type})`),
  '@sortByAssociatedKeys': ordered((type, name) => `.list_${name}_sortByAssociatedKeys(list(T),list(${type})) -> list(T)`),
  'cel.@mapInsert': ['@mapInsert_map_key_value(map(K,V),K,V) -> map(K,V)', '@mapInsert_map_map(map(K,V),map(K,V)) -> map(K,V)'],
};

/** The lists library of Kubernetes (apiserver pkg/cel/library/lists.go); its indexOf comes before that of strings. */
const each = (types: readonly string[], line: (type: string) => string): string[] => types.map(line);
export const LISTS: Readonly<Record<string, readonly string[]>> = {
  isSorted: each(ORDERED, (type) => `.list_${type}_is_sorted_bool(list(${type})) -> bool`),
  max: each(ORDERED, (type) => `.list_${type}_max_${type}(list(${type})) -> ${type}`),
  min: each(ORDERED, (type) => `.list_${type}_min_${type}(list(${type})) -> ${type}`),
  sum: each(['int', 'uint', 'double', 'duration'], (type) => `.list_${type}_sum_${type}(list(${type})) -> ${type}`),
  indexOf: ['.list_a_index_of_int(list(A),A) -> int', '.string_index_of_string(string,string) -> int', '.string_index_of_string_int(string,string,int) -> int'],
  lastIndexOf: ['.list_a_last_index_of_int(list(A),A) -> int', '.string_last_index_of_string(string,string) -> int', '.string_last_index_of_string_int(string,string,int) -> int'],
};
