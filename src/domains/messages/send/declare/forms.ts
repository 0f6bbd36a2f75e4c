import type { JsonObject, JsonValue } from '../../../../common/json';

/** `{ image: {…} }` as `{ type: "image", image: {…} }`. */
export function tagged(fields: JsonObject): JsonObject {
  const tags: JsonObject = { type: undefined };
  for (const key in fields) {
    tags.type ??= key;
    tags[key] = fields[key];
  }
  return tags;
}

/** `{ list: {…} }` as `{ type: "list", … }`. */
export function flattened(fields: JsonObject): JsonObject {
  for (const type in fields) {
    const inner = fields[type];
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) return { type, ...inner };
  }
  return {};
}

/** `"…"` as `{ text: "…" }`. */
export function asText(text: JsonValue): JsonValue {
  return { text };
}

/** `"…"` as `{ type: "text", text: "…" }`. */
export function asTextParameter(text: JsonValue): JsonValue {
  return { type: 'text', text };
}

/** `{ header, body, footer, … }` with everything else in `action`. */
export function inAction(fields: JsonObject): JsonObject {
  const { header, body, footer, ...action } = fields;
  return { ...framed(header, body, footer), action };
}

/** `{ header, body, footer, … }` with everything else in `action.parameters`, under the action's name. */
export function inParameters(name: string): (fields: JsonObject) => JsonObject {
  return ({ header, body, footer, ...parameters }) => ({
    ...framed(header, body, footer),
    action: Object.keys(parameters).length > 0 ? { name, parameters } : { name },
  });
}

function framed(
  header: JsonValue | undefined,
  body: JsonValue | undefined,
  footer: JsonValue | undefined,
): JsonObject {
  return {
    ...(header !== undefined && { header }),
    ...(body !== undefined && { body }),
    ...(footer !== undefined && { footer }),
  };
}
