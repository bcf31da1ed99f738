using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;
using WorkWell.Communications.Templates;
using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Rendering;

/// <summary>Renders parts of messages with the engine held to its limits. One serves a thread, over and over.</summary>
internal sealed class ScribanRenderer
{
    // Nothing is built in: no function, no include, no object of the host is within a template's reach.
    private static readonly ScriptObject NoFunctions = new() { IsReadOnly = true };

    private readonly LimitedOutput output = new();

    /// <summary>Renders one part of a message, or throws <see cref="RenderRefusedException"/>.</summary>
    public string Render(TemplateScript script, TemplateValues values, bool escapesHtml = false)
    {
        output.Clear();
        // A context is never used twice: what one message leaves in it must not reach the next.
        var context = new Context(escapesHtml);
        context.PushOutput(output);
        context.PushGlobal(values);
        try
        {
            return script.Template.Render(context);
        }
        catch (ScriptRuntimeException refused)
        {
            // Our own exceptions arrive inside the engine's.
            throw refused.InnerException as RenderRefusedException ?? new RenderRefusedException($"The message was refused by the template engine: {refused.OriginalMessage}");
        }
    }

    private sealed class Context : TemplateContext
    {
        private readonly bool escapesHtml;

        public Context(bool escapesHtml)
            : base(NoFunctions)
        {
            this.escapesHtml = escapesHtml;
            StrictVariables = true;
            EnableRelaxedMemberAccess = false;
            EnableRelaxedIndexerAccess = false;
            AutoIndent = false;
            NewLine = "\n";
            LoopLimit = RenderLimits.Loops;
            RecursiveLimit = 20;
            ObjectRecursionLimit = 2;
            // Beyond this the engine would cut the text short and go on; our output refuses it one character earlier. Zero would switch off another guard.
            LimitToString = RenderLimits.Output + 1;
        }

        // Every value comes this way and the template's own text another, so that no value can get past the escaping.
        public override TemplateContext Write(SourceSpan span, object? textAsObject) => textAsObject switch
        {
            null => this,
            string text => Write(escapesHtml ? HtmlEscaping.Escape(text) : text),
            _ => throw new RenderRefusedException("A template writes only text."),
        };
    }
}
