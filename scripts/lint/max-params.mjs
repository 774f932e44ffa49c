/** Like ESLint's own rule, but a constructor may take what it needs: it is called by the injector, not by people. */
export default {
  meta: { type: 'suggestion', schema: [{ type: 'integer', minimum: 0 }] },
  create(context) {
    const [most = 3] = context.options;
    return {
      ':function'(node) {
        const isConstructor = node.parent.type === 'MethodDefinition' && node.parent.kind === 'constructor';
        if (isConstructor || node.params.length <= most) return;
        context.report({ node, message: `A function takes at most ${most} parameters, then an object; this one has ${node.params.length}.` });
      },
    };
  },
};
