import type { JsonObject, JsonValue } from '../../../../common/json';

/** Mapped parts of a template as Meta's list of components. */
export function componentsOf({ header, body, buttons }: JsonObject): JsonValue[] {
  const components: JsonValue[] = [];
  if (header !== undefined) components.push({ type: 'header', parameters: [header] });
  if (Array.isArray(body) && body.length > 0) components.push({ type: 'body', parameters: body });
  if (Array.isArray(buttons)) components.push(...buttons);
  return components;
}

/** A component of one parameter that has the same name: `limited_time_offer`, `order_status`, … */
export const asOwnComponent =
  (type: string) =>
  (value: JsonValue): JsonValue => ({ type, parameters: [{ type, [type]: value }] });
