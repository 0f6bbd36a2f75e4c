import { Int } from 'type-graphql';
import { SendField } from '../declare/decorators';

/** Which of the template's buttons is meant. Meta wants the number as a string. */
export const ButtonIndexField = (options: { optional?: true } = {}) =>
  SendField(() => Int, {
    ...options,
    range: [0, 9],
    wrap: String,
    description: "The button's place in the template, from 0.",
  });
