import { Field, Float, ObjectType } from 'type-graphql';
import type { JsonObject } from '../../../common/json';
import { decimal, make, text } from '../read';

@ObjectType({ simpleResolvers: true, description: 'A place.' })
export class LocationContent {
  @Field(() => Float, { description: 'Degrees north; south is negative.' })
  latitude!: number;

  @Field(() => Float, { description: 'Degrees east; west is negative.' })
  longitude!: number;

  @Field(() => String, { nullable: true, description: 'What the place is called.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: "The place's address." })
  address!: string | null;

  @Field(() => String, { nullable: true, description: 'A web page about the place; inbound only.' })
  url!: string | null;
}

export function locationContent(body: JsonObject): LocationContent | undefined {
  const latitude = decimal(body.latitude);
  const longitude = decimal(body.longitude);
  if (latitude === null || longitude === null) return undefined;
  const [name, address, url] = [text(body.name), text(body.address), text(body.url)];
  return make(LocationContent, { latitude, longitude, name, address, url });
}
