import { isObject, type JsonObject, type JsonValue } from '../../../../common/json';
import { faultOfList, faultOfNumber, faultOfText } from './limits';
import { type InputPath, type InputProblem, reportAt } from './problem';
import { type FieldShape, type InputShape, shapeOf } from './shape';

/** What became of an input: Meta's JSON, which only counts when there are no problems. */
export interface Mapped {
  json: JsonObject;
  problems: InputProblem[];
}

/**
 * Checks an input against everything declared for it, and maps it to Meta's JSON, in one walk. Paths of problems begin with
 * the name of the argument that the input was given as.
 */
export function toGraph<T extends object>(target: new () => T, input: T, argument = 'input'): Mapped {
  const problems: InputProblem[] = [];
  return { json: mapperOf(target)(input, { key: argument }, problems), problems };
}

type Mapper = (input: object, path: InputPath, problems: InputProblem[]) => JsonObject;
type ValueMapper = (value: unknown, path: InputPath, problems: InputProblem[]) => JsonValue;

interface CompiledField {
  key: string;
  shape: FieldShape;
  map: ValueMapper;
}

const mappers = new Map<unknown, Mapper>();

/** The mapper of an input class, compiled from its declarations at first use. */
function mapperOf(target: unknown): Mapper {
  const known = mappers.get(target);
  if (known) return known;
  const shape = shapeOf(target);
  if (!shape) throw new Error('not a declared input');
  let fields: CompiledField[] | undefined;
  const mapper: Mapper = (input, path, problems) => {
    fields ??= [...shape.fields].map(([key, field]) => ({
      key,
      shape: field,
      map: valueMapperOf(key, field),
    }));
    return mapFields(shape, fields, input, path, problems);
  };
  mappers.set(target, mapper);
  return mapper;
}

function mapFields(
  shape: InputShape,
  fields: readonly CompiledField[],
  input: object,
  path: InputPath,
  problems: InputProblem[],
): JsonObject {
  const json: JsonObject = {};
  let given = 0;
  for (const field of fields) {
    const value: unknown = Reflect.get(input, field.key);
    if (value === undefined || value === null) continue;
    given++;
    const mapped = field.map(value, { parent: path, key: field.key }, problems);
    if (!field.shape.local) json[field.shape.meta] = field.shape.wrap ? field.shape.wrap(mapped) : mapped;
  }
  if (shape.oneOf && given !== 1) {
    reportAt(
      path,
      problems,
    )(`Give exactly one of ${fields.map(({ key }) => key).join(', ')}; ${given} were given.`);
    return json;
  }
  shape.check?.(input, reportAt(path, problems));
  return shape.toGraph ? shape.toGraph(json, input) : json;
}

function valueMapperOf(key: string, field: FieldShape): ValueMapper {
  const type = field.type();
  if (!Array.isArray(type)) return singleMapperOf(key, field, type);
  const mapItem = singleMapperOf(key, field, type[0]);
  return (value, path, problems) => {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    const fault = faultOfList(key, items.length, field);
    if (fault) reportAt(path, problems)(fault);
    return items.map((item, index) => mapItem(item, { parent: path, key: index }, problems));
  };
}

function singleMapperOf(key: string, field: FieldShape, type: unknown): ValueMapper {
  if (shapeOf(type)) {
    const map = mapperOf(type);
    return (value, path, problems) => (isObject(value) ? map(value, path, problems) : null);
  }
  return (value, path, problems) => {
    let fault: string | undefined;
    if (typeof value === 'string') fault = faultOfText(key, value, field);
    else if (typeof value === 'number') fault = faultOfNumber(key, value, field);
    if (fault) reportAt(path, problems)(fault);
    return scalarOf(value);
  };
}

function scalarOf(value: unknown): JsonValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return value.getTime();
  return isObject(value) ? value : null;
}
