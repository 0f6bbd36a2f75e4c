import { invalidParameter } from '../../graph-error';
import type { Kind, Write } from '../kind';
import type { BusinessProfile, PhoneNumber } from '../records';

const LIMITS = { about: 139, address: 256, description: 512, email: 128 } as const;

const VERTICALS = (
  'OTHER AUTO BEAUTY APPAREL EDU ENTERTAIN EVENT_PLAN FINANCE GROCERY GOVT HOTEL HEALTH NONPROFIT ' +
  'PROF_SERVICES RETAIL TRAVEL RESTAURANT ALCOHOL ONLINE_GAMBLING PHYSICAL_GAMBLING OTC_DRUGS ' +
  'MATRIMONY_SERVICE UNDEFINED NOT_A_BIZ'
).split(' ');

export const businessProfileKind: Kind<BusinessProfile> = {
  type: 'WhatsAppBusinessProfile',
  description: 'What customers see of a business',
  fields: {
    about: { type: 'string', description: 'A line below the name, at most 139 characters', byDefault: true },
    address: { type: 'string', description: 'At most 256 characters', byDefault: true },
    description: { type: 'string', description: 'At most 512 characters', byDefault: true },
    email: { type: 'string', description: 'At most 128 characters', byDefault: true },
    profile_picture_url: { type: 'string', description: 'Where the picture is', byDefault: true },
    websites: { type: 'list<string>', description: 'At most two addresses', byDefault: true },
    vertical: { type: 'enum', description: 'Line of business', byDefault: true },
    messaging_product: { type: 'string', description: 'Always whatsapp', byDefault: true },
  },
};

/** Changes what is given, and leaves the rest. */
export const setProfile: Write<PhoneNumber> = ({ id, profile }, parameters, { origin }) => {
  if (parameters.messaging_product !== 'whatsapp') {
    throw invalidParameter('The parameter messaging_product is required.');
  }
  for (const key of ['about', 'address', 'description', 'email'] as const) {
    const value = parameters[key];
    if (value === undefined) continue;
    if (String(value).length > LIMITS[key]) {
      throw invalidParameter(`Param ${key} must be at most ${LIMITS[key]} characters long.`);
    }
    if (key === 'about' && String(value) === '') throw invalidParameter('Param about cannot be empty.');
    profile[key] = String(value);
  }
  const { websites, vertical, profile_picture_handle: picture } = parameters;
  if (websites !== undefined) {
    if (!Array.isArray(websites) || websites.length > 2) {
      throw invalidParameter('Param websites must be an array of at most 2 elements.');
    }
    profile.websites = websites.map(String);
  }
  if (vertical !== undefined) {
    if (!VERTICALS.includes(String(vertical))) {
      throw invalidParameter(`Param vertical must be one of {${VERTICALS.join(', ')}}`);
    }
    profile.vertical = String(vertical);
  }
  if (picture !== undefined) profile.profile_picture_url = `${origin}/sandbox/pictures/${id}.jpg`;
  return { success: true };
};
