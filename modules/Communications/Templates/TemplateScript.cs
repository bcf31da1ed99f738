using System.Collections.Frozen;
using Scriban;
using Scriban.Parsing;
using Scriban.Syntax;
using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Templates;

/// <summary>
/// A parsed part of a message. Besides <see cref="TemplateReader"/>, the engine's own syntax tree is checked: it may contain only the node types below and the
/// declared fields.
/// </summary>
internal sealed class TemplateScript
{
    // Blocks are at most five deep, and each level of a template is a few levels of the tree.
    private static readonly ParserOptions Shallow = new() { ExpressionDepthLimit = 20 };

    private TemplateScript(Template template, IReadOnlySet<string> fields) => (Template, Fields) = (template, fields);

    public Template Template { get; }

    /// <summary>The fields it uses.</summary>
    public IReadOnlySet<string> Fields { get; }

    /// <summary>Parses a source that passed <see cref="TemplateReader"/> and <see cref="TemplateRules"/>.</summary>
    /// <param name="source">The source.</param>
    /// <param name="declared">The fields it may use.</param>
    /// <param name="firstLine">The line of its file on which it begins.</param>
    public static (TemplateScript? Script, IReadOnlyList<TextValidationError> Errors) Parse(string source, TemplateFields declared, int firstLine = 1)
    {
        var template = Template.Parse(source, parserOptions: Shallow);
        if (template.HasErrors)
            return (null, [.. template.Messages.Select(
            message => new TextValidationError(LineOf(message.Span, firstLine), FieldText.OneLine(message.Message)))]);
        var tree = new Tree(declared, firstLine);
        tree.Visit(template.Page);
        if (tree.Errors.Count > 0) return (null, tree.Errors);
        Lighten(template.Page?.Body);
        return (new(template, tree.Fields), []);
    }

    // Escape and end statements write nothing; without them rendering takes half as many steps.
    private static void Lighten(ScriptBlockStatement? block)
    {
        for (var i = (block?.Statements.Count ?? 0) - 1; i >= 0; i--)
        {
            switch (block!.Statements[i])
            {
                case ScriptEscapeStatement or ScriptEndStatement:
                    block.Statements.RemoveAt(i);
                    break;
                case ScriptIfStatement branch:
                    Lighten(branch.Then);
                    Lighten((branch.Else as ScriptElseStatement)?.Body);
                    break;
                case ScriptForStatement loop:
                    Lighten(loop.Body);
                    break;
            }
        }
    }

    private static int LineOf(SourceSpan span, int firstLine) => firstLine + Math.Max(0, span.Start.Line);

    /// <summary>Checks the syntax tree.</summary>
    private sealed class Tree(TemplateFields declared, int firstLine) : ScriptVisitor
    {
        // Keywords and tokens belong to the nodes that contain them.
        private static readonly FrozenSet<Type> Plain = new[]
        {
            typeof(ScriptPage), typeof(ScriptBlockStatement), typeof(ScriptExpressionStatement), typeof(ScriptElseStatement), typeof(ScriptEndStatement),
                typeof(ScriptKeyword), typeof(ScriptToken),
        }.ToFrozenSet();

        public HashSet<string> Fields { get; } = [];

        public List<TextValidationError> Errors { get; } = [];

        public override void Visit(ScriptNode? node)
        {
            if (node is null || Errors.Count >= TemplateLimits.Errors) return;
            if (!IsAllowed(node)) Errors.Add(
                new(LineOf(node.Span, firstLine), $"'{FieldText.OneLine(node.ToString() ?? "")}' is more than a template may say."));
            else
            {
                if (node is ScriptVariableGlobal { Name: not TemplateReader.Entry } field) Mention(field);
                DefaultVisit(node);
            }
        }

        private static bool IsAllowed(ScriptNode node) => node switch
        {
            ScriptList => true,
            ScriptRawStatement raw => !raw.IsEscape,
            ScriptEscapeStatement edge => edge.EscapeCount == 0,
            ScriptVariableGlobal variable => variable.GetType() == typeof(ScriptVariableGlobal),
            ScriptIfStatement branch => !branch.IsElseIf && branch.Condition is ScriptVariableGlobal or ScriptUnaryExpression,
            ScriptUnaryExpression negation =>
            negation is { Operator: ScriptUnaryOperator.Not, Right: ScriptVariableGlobal } && negation.GetType() == typeof(ScriptUnaryExpression),
            ScriptForStatement loop => loop.GetType() == typeof(ScriptForStatement) && loop.NamedArguments.Count == 0
                && loop is { Variable: ScriptVariableGlobal { Name: TemplateReader.Entry }, Iterator: ScriptVariableGlobal, Else: null },
            _ => Plain.Contains(node.GetType()),
        };

        private void Mention(ScriptVariableGlobal field)
        {
            if (declared.Has(field.Name)) Fields.Add(field.Name);
            else Errors.Add(new(LineOf(field.Span, firstLine), $"There is no field '{field.Name}'. This message has: {string.Join(", ", declared.Names)}."));
        }
    }
}
