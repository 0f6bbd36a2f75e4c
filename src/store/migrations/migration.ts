/** A step of the schema. Once released it never changes: what comes after is a new one. */
export interface Migration {
  name: string;
  statements: string[];
}
