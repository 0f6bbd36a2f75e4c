import { ObjectType } from 'type-graphql';
import type { JsonObject } from '../../../common/json';
import { openEnum } from '../../../planner/open-enum';
import { EnumField, IntField, JsonField, PartField, PartsField, TextField, TextsField } from '../payload';

const FeatureStatus = openEnum('CallingFeatureStatus', 'Whether a part of calling is on.', {
  ENABLED: 'On.',
  DISABLED: 'Off.',
});

const CallIconVisibility = openEnum(
  'CallIconVisibility',
  'Where WhatsApp shows people that they can call a business.',
  { DEFAULT: 'In the chat and in the business profile.', DISABLE_ALL: 'Nowhere.' },
);

const SrtpKeyExchangeProtocol = openEnum(
  'SrtpKeyExchangeProtocol',
  'How the keys of an encrypted call are exchanged.',
  { DTLS: 'In the media channel (DTLS-SRTP).', SDES: 'In the SDP.' },
);

@ObjectType({ simpleResolvers: true, description: 'Hours of a weekday in which a business takes calls.' })
export class OperatingHours {
  @TextField('day_of_week', 'The day: `MONDAY`, …')
  dayOfWeek!: string | null;

  @TextField('open_time', 'From: `0930`.')
  openTime!: string | null;

  @TextField('close_time', 'Until: `1730`.')
  closeTime!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A day on which a business takes calls at other hours.' })
export class HolidayHours {
  @TextField('date', 'The day: `2026-12-25`.')
  date!: string | null;

  @TextField('start_time', 'From: `0930`; `0000` to `0000` when no calls are taken.')
  startTime!: string | null;

  @TextField('end_time', 'Until: `1730`.')
  endTime!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'When a business takes calls (`call_hours`).' })
export class CallHours {
  @EnumField(FeatureStatus, 'status', 'Whether calls are taken at these hours only.')
  status!: string | null;
  statusRaw!: string | null;

  @TextField('timezone_id', 'The time zone of the hours, by its IANA name.')
  timezoneId!: string | null;

  @PartsField(() => OperatingHours, 'weekly_operating_hours', 'The hours of each day; at most two a day.')
  weeklyOperatingHours!: OperatingHours[];

  @PartsField(() => HolidayHours, 'holiday_schedule', 'Exceptions; at most 20.')
  holidaySchedule!: HolidayHours[];
}

@ObjectType({ simpleResolvers: true, description: 'A SIP server that calls go to.' })
export class SipServer {
  @TextField('hostname', 'Its name.')
  hostname!: string | null;

  @IntField('port', 'Its port.')
  port!: number | null;

  @JsonField('request_uri_user_params', 'Parameters that Meta adds to the request URI.')
  requestUriUserParams!: JsonObject | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Calls by SIP (`sip`). Without call webhooks while it is on.',
})
export class SipSettings {
  @EnumField(FeatureStatus, 'status', 'Whether calls go by SIP.')
  status!: string | null;
  statusRaw!: string | null;

  @PartsField(() => SipServer, 'servers', 'The servers.')
  servers!: SipServer[];
}

@ObjectType({ simpleResolvers: true, description: 'Where the call button is shown (`call_icons`).' })
export class CallIcons {
  @TextsField('restrict_to_user_countries', 'Only to people of these countries, two letters each.')
  restrictToUserCountries!: string[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'How a phone number takes calls, as an event tells of it.',
})
export class CallingSettings {
  @EnumField(FeatureStatus, 'status', 'Whether the number takes calls.')
  status!: string | null;
  statusRaw!: string | null;

  @EnumField(CallIconVisibility, 'call_icon_visibility', 'Where people see that they can call.')
  callIconVisibility!: string | null;
  callIconVisibilityRaw!: string | null;

  @PartField(() => CallIcons, 'call_icons', 'To whom the call button is shown.')
  callIcons!: CallIcons | null;

  @PartField(() => CallHours, 'call_hours', 'When calls are taken.')
  callHours!: CallHours | null;

  @EnumField(
    FeatureStatus,
    'callback_permission_status',
    'Whether people are asked to be called back, once they have called.',
  )
  callbackPermissionStatus!: string | null;
  callbackPermissionStatusRaw!: string | null;

  @EnumField(SrtpKeyExchangeProtocol, 'srtp_key_exchange_protocol', 'How keys are exchanged.')
  srtpKeyExchangeProtocol!: string | null;
  srtpKeyExchangeProtocolRaw!: string | null;

  @PartField(() => SipSettings, 'sip', 'Calls by SIP.')
  sip!: SipSettings | null;

  @JsonField('video', 'Video calls, in the shape that Meta sends.')
  video!: JsonObject | null;

  @JsonField('restrictions', 'What Meta has restrained, in the shape that Meta sends.')
  restrictions!: JsonObject | null;
}
