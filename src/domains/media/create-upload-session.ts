import {
  Arg,
  Authorized,
  Ctx,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
} from 'type-graphql';
import { textOf } from '../../common/json';
import type { GatewayContext } from '../context';
import { Consumes } from '../graphql/consumes';
import { UserError } from '../graphql/user-error';
import { gatewayError, invalidInput, userErrorOf } from '../graphql/user-error-of';
import { limitOf, mediaKindOf } from './media-types';

/** What Meta takes in upload sessions; `image/jpg` is its own word for JPEG too. */
const FILE_TYPES = ['application/pdf', 'image/jpeg', 'image/jpg', 'image/png', 'video/mp4'];
const MOST_NAME_CHARS = 255;

@InputType({ description: 'The file that is going to be uploaded.' })
export class CreateUploadSessionInput {
  @Field(() => String, { description: `Its name, with the extension; up to ${MOST_NAME_CHARS} characters.` })
  fileName!: string;

  @Field(() => Int, {
    description: 'How large it is, in bytes: images up to 5 MiB, videos up to 16 MiB, PDF up to 100 MiB.',
  })
  fileLength!: number;

  @Field(() => String, { description: `What kind of file it is: \`${FILE_TYPES.join('`, `')}\`.` })
  fileType!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A resumable upload of one file. What comes of it is a handle, which template headers (`header_handle`) and profile ' +
    'pictures (`profile_picture_handle`) are made with. Not for files to be sent: those go to `POST /media/{phoneNumberId}`.',
})
export class UploadSession {
  @Field(() => ID, { description: "Meta's id of the session: `upload:…?sig=…`." })
  id!: string;

  @Field(() => String, {
    description:
      'Where the bytes go, as a path on this gateway: `POST` them bare; the header `file_offset` says where they go on ' +
      'when an upload broke off, which `GET` tells. The last part is answered with `{ "handle": "4::…" }`. Needs the ' +
      'scope `accounts:manage`, and the API key that began the session: any other gets 403.',
  })
  uploadUrl!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `createUploadSession`.' })
export class CreateUploadSessionPayload {
  @Field(() => UploadSession, { nullable: true, description: 'The session; null when there are errors.' })
  uploadSession!: UploadSession | null;

  @Field(() => [UserError], { description: 'Why there is none; empty when there is.' })
  userErrors!: UserError[];
}

@Resolver()
export class UploadSessionResolver {
  @Authorized('accounts:manage')
  @Consumes()
  @Mutation(() => CreateUploadSessionPayload, {
    description:
      "Begins the upload of a file for a template's header or a profile picture. Needs the scope `accounts:manage`, and " +
      "META_APP_ID in the gateway's configuration: the session belongs to the app.",
  })
  async createUploadSession(
    @Arg('input', () => CreateUploadSessionInput, { description: 'Which file.' })
    input: CreateUploadSessionInput,
    @Ctx() { graph, appId, caller, mediaLinks }: GatewayContext,
  ): Promise<CreateUploadSessionPayload> {
    const problems = problemsOf(input);
    if (problems.length > 0) return refused(...problems.map(invalidInput));
    if (appId === undefined) {
      return refused(
        gatewayError(
          'INVALID_INPUT',
          'This gateway knows no app that the upload could belong to: set META_APP_ID.',
        ),
      );
    }
    try {
      const session = await graph.call({
        method: 'POST',
        path: `${appId}/uploads`,
        query: {
          file_name: input.fileName,
          file_length: String(input.fileLength),
          file_type: input.fileType,
        },
        // A second session is one that nobody uses.
        safety: 'idempotent',
      });
      const id = textOf(session.id) ?? '';
      return {
        uploadSession: { id, uploadUrl: mediaLinks.uploadPath(id, caller.name) },
        userErrors: [],
      };
    } catch (thrown) {
      const error = userErrorOf(thrown, 'idempotent');
      if (!error) throw thrown;
      return refused(error);
    }
  }
}

function refused(...userErrors: UserError[]): CreateUploadSessionPayload {
  return { uploadSession: null, userErrors };
}

function problemsOf({ fileName, fileLength, fileType }: CreateUploadSessionInput) {
  const problems: { field: string[]; message: string }[] = [];
  const report = (field: string, message: string) => problems.push({ field: ['input', field], message });
  if (fileName === '' || fileName.length > MOST_NAME_CHARS) {
    report('fileName', `The name has ${fileName.length} characters. Give 1 to ${MOST_NAME_CHARS}.`);
  }
  if (!FILE_TYPES.includes(fileType)) {
    report('fileType', `Meta does not take this type here. Give one of ${FILE_TYPES.join(', ')}.`);
    return problems;
  }
  const kind = mediaKindOf(fileType) ?? 'image';
  const { bytes } = limitOf(kind);
  if (fileLength < 1) report('fileLength', 'The file is empty.');
  if (fileLength > bytes) report('fileLength', `A file of the kind ${kind} has at most ${bytes} bytes.`);
  return problems;
}
