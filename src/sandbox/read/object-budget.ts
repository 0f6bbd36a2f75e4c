import { tooMuchData } from '../graph-error';

/** Counts the objects in one answer, and refuses it when there are too many, as Meta does. */
export class ObjectBudget {
  constructor(private remaining: number) {}

  spend(objects: number): void {
    this.remaining -= objects;
    if (this.remaining < 0) throw tooMuchData();
  }
}
