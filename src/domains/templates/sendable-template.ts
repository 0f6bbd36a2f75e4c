import { type JsonObject, textOf } from '../../common/json';
import { type TemplateShape, templateShapeOf } from './filling/template-shape';

/** A template as sends need to know it: whether it can be sent, and what it asks to be filled in. */
export interface SendableTemplate {
  /** Meta's id, `hsm_id`. */
  id: string;
  name: string;
  /** Meta's code: `en_US`. */
  language: string;
  /** As Meta says it, in capitals: `APPROVED`, `PAUSED`, … */
  status: string;
  /** `AUTHENTICATION`, `MARKETING` or `UTILITY`; undefined where Meta does not say. */
  category: string | undefined;
  shape: TemplateShape;
}

/** Reads a template of the Graph API; undefined for what has no name or language. */
export function sendableTemplateOf(node: JsonObject): SendableTemplate | undefined {
  const [id, name, language] = [textOf(node.id), textOf(node.name), textOf(node.language)];
  if (id === undefined || name === undefined || language === undefined) return undefined;
  return {
    id,
    name,
    language,
    status: (textOf(node.status) ?? '').toUpperCase(),
    category: textOf(node.category)?.toUpperCase(),
    shape: templateShapeOf(node.components, node.parameter_format),
  };
}
