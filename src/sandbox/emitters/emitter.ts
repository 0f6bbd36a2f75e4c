import type { z } from 'zod';
import { bodyOf, parseBody, SandboxFault } from '../http/sandbox-fault';
import type { Limits } from '../meta-limits/limits';
import type { PhoneNumber } from '../model/records';
import type { World } from '../model/world';
import type { Random } from '../random';
import type { Scheduler } from '../simulation/scheduler';
import type { WhatsApp } from '../simulation/whatsapp';
import type { Announcer } from '../webhooks/announcer';
import type { Value } from '../webhooks/payloads';

/** What emitting may need. */
export interface Tools {
  readonly world: World;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly announcer: Announcer;
  readonly whatsApp: WhatsApp;
  readonly limits: Limits;
  /** 1, 2, 3: for ids that must not come twice. */
  readonly serial: () => number;
  /** Where the sandbox is reached, for URLs in payloads. */
  readonly origin: () => string;
}

/** Whom a webhook is about, as far as its envelope needs to know. */
export interface Place {
  readonly accountId: string;
  /** With it, the webhook goes where the number's own go. */
  readonly phoneNumber?: PhoneNumber;
}

/** What the id in the path stands for. */
export interface Subject<T> {
  /** What follows `/sandbox`, with `{id}` where the id is. */
  readonly path: string;
  find(world: World, id: string): T | undefined;
  /** An id to show in an example. */
  sample(world: World): string;
  placeOf(subject: T, world: World): Place;
}

/** What follows from a call. */
export interface Emission {
  /** What is told; nothing when it was told already, or will be. */
  readonly value?: Value;
  /** Unless it is the emitter's. */
  readonly field?: string;
  /** Unless it is the account's. */
  readonly entryId?: string;
  readonly place?: Place;
  /** What the caller is told besides. */
  readonly answer?: Value;
}

/** The declaration of a way to make the sandbox emit something. */
export interface EmitterSpec<T, S extends z.ZodType> {
  readonly subject: Subject<T>;
  /** The end of the path; empty for none. */
  readonly action: string;
  /** Meta's webhook field. */
  readonly field: string;
  readonly body: S;
  /** What it is good for, each with a body that does it. The first helps out in complaints. */
  readonly examples: Readonly<Record<string, z.input<S>>>;
  /** Changes what there is to change, and says what is told. */
  emit(subject: T, body: z.output<S>, tools: Tools): Emission;
}

/** An entry of `simulate` in `GET /sandbox`. */
export interface SimulateExample {
  readonly method: 'POST';
  readonly path: string;
  readonly field: string;
  readonly description: string;
  readonly body: unknown;
}

/** An emitter whose types nobody outside needs to know. */
export interface Emitter {
  /** As a route of fastify. */
  readonly route: string;
  readonly field: string;
  examples(world: World): SimulateExample[];
  run(id: string, body: unknown, tools: Tools): Value;
}

export function emitter<T, S extends z.ZodType>(spec: EmitterSpec<T, S>): Emitter {
  const { subject, action, field } = spec;
  const path = `/sandbox${subject.path}${action === '' ? '' : `/${action}`}`;
  return {
    route: path.replace('{id}', ':id'),
    field,
    examples: (world) =>
      Object.entries(spec.examples).map(([description, body]) => ({
        method: 'POST',
        path: path.replace('{id}', subject.sample(world)),
        field,
        description,
        body,
      })),
    run(id, given, tools) {
      const { world, announcer } = tools;
      const found = subject.find(world, id);
      if (found === undefined) {
        const sample = subject.sample(world);
        throw new SandboxFault(
          'NOT_FOUND',
          `Field "id" in the path: there is no "${id}". Use an id such as ${sample}.`,
        );
      }
      const [example] = Object.values(spec.examples);
      const body = parseBody(spec.body, bodyOf(given), example);
      const emission = spec.emit(found, body, tools);
      if (emission.value === undefined) return { success: true, ...emission.answer };
      const told = { field: emission.field ?? field, value: emission.value };
      const posted = announcer.announce({
        ...subject.placeOf(found, world),
        ...emission.place,
        ...told,
        entryId: emission.entryId,
        label: told.field,
      });
      return { success: true, ...emission.answer, posted, ...told };
    },
  };
}
