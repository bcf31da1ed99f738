using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>A page that reads answers and reports their errors in the reader's language.</summary>
[AllowAnonymous]
internal abstract class AnswerPage : QuestionPage
{
    /// <summary>Reads a text.</summary>
    protected string? ReadText(string field, string? given, TextKind kind, int max, Text? missing = null)
    {
        var (text, _, error) = TextSanitizer.Clean(given, kind, max);
        if (error is { } wrong)
        {
            AddError(field, wrong switch
            {
                TextErrorKind.Hidden => T["refer.wrong-hidden"],
                TextErrorKind.Unreadable => T["refer.wrong-unreadable"],
                TextErrorKind.Symbol => T["refer.wrong-symbol"],
                _ => T["errors.too-long", ("limit", max)],
            });
        }
        else if (text is null && missing is not null)
        {
            AddError(field, missing);
        }
        return text;
    }

    /// <summary>The lines of an address as the boxes show them: the last of several is the town.</summary>
    protected static (string? Line1, string? Line2, string? Town) Boxes(IReadOnlyList<string> lines) =>
        (lines.FirstOrDefault(), lines.Count > 2 ? lines[1] : null, lines.Count > 1 ? lines[^1] : null);

    /// <summary>Reads one choice of a list.</summary>
    protected string? ReadChoice(string field, string? given, IEnumerable<string> choices, Text? missing = null)
    {
        if (given is not null && choices.Contains(given)) return given;
        if (!string.IsNullOrEmpty(given)) AddError(field, T["errors.not-understood"]);
        else if (missing is not null) AddError(field, missing);
        return null;
    }

    /// <summary>Reads several choices of a list. "none" is no choice.</summary>
    protected IReadOnlyList<string> ReadChoices(string field, string[] given, IReadOnlyList<string> choices)
    {
        var chosen = given.Where(choice => choice is not ("none" or "")).Distinct().ToArray();
        if (chosen.Any(choice => !choices.Contains(choice))) AddError(field, T["errors.not-understood"]);
        return chosen;
    }

    /// <summary>Reads "yes" or "no".</summary>
    protected bool? ReadYesNo(string field, string? given, Text? missing = null) =>
        ReadChoice(field, given, ["yes", "no"], missing) switch { "yes" => true, "no" => false, _ => null };

    /// <summary>Reads a whole number, in the digits of any script.</summary>
    protected int? ReadNumber(string field, string? given, int min, int max, Text missing, Text wrong)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            AddError(field, missing);
            return null;
        }
        var number = 0;
        foreach (var letter in given.Trim())
        {
            if (CharUnicodeInfo.GetDecimalDigitValue(letter) is not (var digit and >= 0) || number > max)
            {
                number = -1;
                break;
            }
            number = (number * 10) + digit;
        }
        if (number >= min && number <= max) return number;
        AddError(field, wrong);
        return null;
    }

    /// <summary>Reads a code. People copy codes with spaces, and type them in the digits of their own script.</summary>
    protected string? ReadCode(string field, string? given) => ReadText(field, given, TextKind.Line, 40, T["later.code-missing"]) is not { } typed ? null
        : string.Concat(typed.Select(letter => CharUnicodeInfo.GetDecimalDigitValue(letter)).Where(digit => digit >= 0)
            .Select(digit => digit.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Reads an e-mail address.</summary>
    protected string? ReadEmail(string field, string? given, Text? missing)
    {
        var (address, problem) = EmailAddress.Read(given);
        if (problem is { } wrong) AddError(field, wrong == EmailProblem.NotAnAddress ? T["refer.email-wrong"] : FieldError.Of(wrong).In(T));
        else if (address is null && missing is not null) AddError(field, missing);
        return address;
    }

    /// <summary>Reads a telephone number. An unusual one is stored: staff may still be able to ring it.</summary>
    protected string? ReadPhone(string field, string? given, Text? missing)
    {
        var phone = ReadText(field, given, TextKind.Line, 40, missing);
        if (PhoneNumber.Read(phone).Problem is { } wrong and not PhoneProblem.NotReadable)
            AddError(field, wrong == PhoneProblem.NotANumber ? T["refer.phone-wrong"] : FieldError.Of(wrong).In(T));
        return phone;
    }

    protected static string? YesNo(bool? fact) => fact switch { true => "yes", false => "no", null => null };

    protected T Get<T>()
        where T : notnull => HttpContext.RequestServices.GetRequiredService<T>();
}
