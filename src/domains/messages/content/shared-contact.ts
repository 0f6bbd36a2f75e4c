import { Field, ID, ObjectType } from 'type-graphql';
import { type JsonObject, objectOf, objectsOf } from '../../../common/json';
import { make, text } from '../read';

@ObjectType({ simpleResolvers: true, description: 'A name on a contact card.' })
export class SharedContactName {
  @Field(() => String, { nullable: true, description: 'The whole name as it is shown.' })
  formattedName!: string | null;
  @Field(() => String, { nullable: true, description: 'First name.' })
  firstName!: string | null;
  @Field(() => String, { nullable: true, description: 'Last name.' })
  lastName!: string | null;
  @Field(() => String, { nullable: true, description: 'Middle name.' })
  middleName!: string | null;
  @Field(() => String, { nullable: true, description: 'What stands before the name: `Dr.`' })
  prefix!: string | null;
  @Field(() => String, { nullable: true, description: 'What stands behind the name: `Jr.`' })
  suffix!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A phone number on a contact card.' })
export class SharedContactPhone {
  @Field(() => String, { nullable: true, description: 'The number as it is written on the card.' })
  phone!: string | null;
  @Field(() => String, { nullable: true, description: '`CELL`, `HOME`, `WORK`, `IPHONE`, …' })
  type!: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'WhatsApp id of its owner, when the number is on WhatsApp.',
  })
  waId!: string | null;
  @Field(() => ID, { nullable: true, description: 'Business-scoped user id of its owner.' })
  userId!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'An e-mail address on a contact card.' })
export class SharedContactEmail {
  @Field(() => String, { nullable: true, description: 'The address.' })
  email!: string | null;
  @Field(() => String, { nullable: true, description: '`HOME`, `WORK`, …' })
  type!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A web page on a contact card.' })
export class SharedContactUrl {
  @Field(() => String, { nullable: true, description: 'Where it is, as written on the card.' })
  url!: string | null;
  @Field(() => String, { nullable: true, description: '`HOME`, `WORK`, …' })
  type!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A postal address on a contact card.' })
export class SharedContactAddress {
  @Field(() => String, { nullable: true, description: 'Street and house number.' })
  street!: string | null;
  @Field(() => String, { nullable: true, description: 'City.' })
  city!: string | null;
  @Field(() => String, { nullable: true, description: 'State or region.' })
  state!: string | null;
  @Field(() => String, { nullable: true, description: 'Postal code.' })
  zip!: string | null;
  @Field(() => String, { nullable: true, description: 'Name of the country.' })
  country!: string | null;
  @Field(() => String, { nullable: true, description: 'Code of the country, two letters.' })
  countryCode!: string | null;
  @Field(() => String, { nullable: true, description: '`HOME`, `WORK`, …' })
  type!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Where somebody works, on a contact card.' })
export class SharedContactOrganization {
  @Field(() => String, { nullable: true, description: 'The company.' })
  company!: string | null;
  @Field(() => String, { nullable: true, description: 'The department.' })
  department!: string | null;
  @Field(() => String, { nullable: true, description: 'What they are there.' })
  title!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "A contact card: somebody's name, numbers and addresses." })
export class SharedContact {
  @Field(() => SharedContactName, { description: 'The name.' })
  name!: SharedContactName;
  @Field(() => [SharedContactPhone], { description: 'Phone numbers.' })
  phones!: SharedContactPhone[];
  @Field(() => [SharedContactEmail], { description: 'E-mail addresses.' })
  emails!: SharedContactEmail[];
  @Field(() => [SharedContactAddress], { description: 'Postal addresses.' })
  addresses!: SharedContactAddress[];
  @Field(() => [SharedContactUrl], { description: 'Web pages.' })
  urls!: SharedContactUrl[];
  @Field(() => SharedContactOrganization, { nullable: true, description: 'Where the person works.' })
  org!: SharedContactOrganization | null;
  @Field(() => String, { nullable: true, description: 'Birthday, `YYYY-MM-DD`.' })
  birthday!: string | null;
  @Field(() => String, { nullable: true, description: 'The card as a vCard, where Meta sends it.' })
  vcard!: string | null;
}

/** Reads a contact card. */
export function sharedContactOf(card: JsonObject): SharedContact {
  const name = objectOf(card.name);
  const org = objectOf(card.org);
  return make(SharedContact, {
    name: make(SharedContactName, {
      formattedName: text(name.formatted_name),
      firstName: text(name.first_name),
      lastName: text(name.last_name),
      middleName: text(name.middle_name),
      prefix: text(name.prefix),
      suffix: text(name.suffix),
    }),
    phones: objectsOf(card.phones).map((phone) =>
      make(SharedContactPhone, {
        phone: text(phone.phone),
        type: text(phone.type),
        waId: text(phone.wa_id),
        userId: text(phone.user_id),
      }),
    ),
    emails: objectsOf(card.emails).map((email) =>
      make(SharedContactEmail, { email: text(email.email), type: text(email.type) }),
    ),
    addresses: objectsOf(card.addresses).map((address) =>
      make(SharedContactAddress, {
        street: text(address.street),
        city: text(address.city),
        state: text(address.state),
        zip: text(address.zip),
        country: text(address.country),
        countryCode: text(address.country_code),
        type: text(address.type),
      }),
    ),
    urls: objectsOf(card.urls).map((url) =>
      make(SharedContactUrl, { url: text(url.url), type: text(url.type) }),
    ),
    org:
      Object.keys(org).length === 0
        ? null
        : make(SharedContactOrganization, {
            company: text(org.company),
            department: text(org.department),
            title: text(org.title),
          }),
    birthday: text(card.birthday),
    vcard: text(card.vcard),
  });
}
