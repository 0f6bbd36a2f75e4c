import { Field, ObjectType } from 'type-graphql';
import type { JsonObject, JsonValue } from '../../../common/json';
import { MetaField, MetaStruct } from '../../../planner/declare';
import { MetaEnumField, openEnum } from '../../../planner/open-enum';
import { readFlag, readObjects } from '../../../planner/readers';
import { TemplateButton } from './template-button';

export const OtpType = openEnum('OtpType', 'How a one-time passcode gets to where it is needed.', {
  COPY_CODE: 'The recipient copies it.',
  ONE_TAP: 'A tap hands it to the Android app.',
  ZERO_TAP: 'The Android app gets it by itself.',
});

@ObjectType({ simpleResolvers: true, description: 'An Android app that may be handed a one-time passcode.' })
@MetaStruct()
export class OtpSupportedApp {
  @Field(() => String, { nullable: true, description: "The app's package: `com.example.luckyshrub`." })
  @MetaField('package_name')
  packageName!: string | null;

  @Field(() => String, { nullable: true, description: "Hash of the app's signing key, 11 characters." })
  @MetaField('signature_hash')
  signatureHash!: string | null;
}

/** Older templates name their one app in the button itself. */
function readSupportedApps(_: JsonValue, button: JsonObject): JsonObject[] {
  if (button.supported_apps) return readObjects(button.supported_apps);
  return button.package_name ? [button] : [];
}

@ObjectType('TemplateOtpButton', {
  implements: TemplateButton,
  simpleResolvers: true,
  description:
    'A button that copies or fills in a one-time passcode. Meta mostly answers it as a URL button.',
})
@MetaStruct()
export class TemplateOtpButton extends TemplateButton {
  @MetaEnumField(OtpType, 'otp_type', 'How the passcode gets to where it is needed.')
  otpType!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What is written on it where a tap hands over the passcode; up to 25 characters.',
  })
  @MetaField('autofill_text')
  autofillText!: string | null;

  @Field(() => [OtpSupportedApp], {
    nullable: true,
    description: 'The Android apps that may be handed the passcode; up to 5.',
  })
  @MetaField('type', { read: readSupportedApps })
  supportedApps!: OtpSupportedApp[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the terms of ZERO_TAP were accepted.' })
  @MetaField('zero_tap_terms_accepted', { read: readFlag })
  zeroTapTermsAccepted!: boolean | null;
}
