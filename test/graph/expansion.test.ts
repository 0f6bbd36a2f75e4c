import { addAsk, type Expansion, printExpansion, variantsOf } from '../../src/graph/expansion';

const expansion = (build: (target: Expansion) => void): Expansion => {
  const target: Expansion = new Map();
  build(target);
  return target;
};

describe('expansion', () => {
  it('prints fields, edges with arguments and what is below them', () => {
    const numbers = expansion((sub) => addAsk(sub, 'throughput'));
    const asked = expansion((target) => {
      addAsk(target, 'name');
      addAsk(target, 'phone_numbers', '.limit(10).after(X)', numbers);
    });
    expect(printExpansion(asked)).toBe('id,name,phone_numbers.limit(10).after(X){id,throughput}');
  });

  it('merges the same edge with the same arguments', () => {
    const asked = expansion((target) => {
      addAsk(
        target,
        'phone_numbers',
        '.limit(5)',
        expansion((sub) => addAsk(sub, 'status')),
      );
      addAsk(
        target,
        'phone_numbers',
        '.limit(5)',
        expansion((sub) => addAsk(sub, 'throughput')),
      );
    });
    expect(printExpansion(asked)).toBe('id,phone_numbers.limit(5){id,status,throughput}');
  });

  it('puts the same edge with other arguments into one request more, at any depth', () => {
    const numbers = expansion((sub) => {
      addAsk(sub, 'status');
      addAsk(sub, 'calls', '.limit(1)');
      addAsk(sub, 'calls', '.limit(2)');
    });
    const asked = expansion((target) => {
      addAsk(target, 'name');
      addAsk(target, 'message_templates', '.limit(5)', new Map());
      addAsk(target, 'message_templates', '.limit(5).status(APPROVED)', new Map());
      addAsk(target, 'phone_numbers', '.limit(3)', numbers);
    });
    expect(variantsOf(asked).map((variant) => printExpansion(variant))).toEqual([
      'id,name,message_templates.limit(5){id},phone_numbers.limit(3){id,status,calls.limit(1)}',
      'id,message_templates.limit(5).status(APPROVED){id},phone_numbers.limit(3){id,calls.limit(2)}',
    ]);
  });
});
