import { Field, Int, ObjectType } from 'type-graphql';
import { MetaField, MetaNode } from '../../planner/declare';
import { readInteger, readUrl } from '../../planner/readers';
import { NodeType } from '../graphql/node';
import { UrlScalar } from '../graphql/scalars';

@ObjectType({
  implements: NodeType,
  simpleResolvers: true,
  description:
    'A file that was uploaded (kept 30 days) or that a customer sent (kept 7 days). Needs the permission ' +
    '`whatsapp_business_messaging`. The bytes are at `downloadUrl`, or at `GET /media/{id}` of this gateway.',
})
@MetaNode()
export class Media extends NodeType {
  @Field(() => UrlScalar, {
    nullable: true,
    description:
      "Where Meta has the bytes, for 5 minutes. It answers only to Meta's access token: from a browser use " +
      '`downloadUrl`.',
  })
  @MetaField('url', { read: readUrl })
  url!: string | null;

  @Field(() => String, { nullable: true, description: 'What kind of file it is: `image/jpeg`.' })
  @MetaField('mime_type')
  mimeType!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the bytes, hexadecimal or base64 as Meta sends it.',
  })
  @MetaField('sha256')
  sha256!: string | null;

  @Field(() => Int, { nullable: true, description: 'How large the file is, in bytes.' })
  @MetaField('file_size', { read: readInteger })
  fileSize!: number | null;

  @Field(() => String, { nullable: true, description: 'Always `whatsapp`.' })
  @MetaField('messaging_product')
  messagingProduct!: string | null;
}
