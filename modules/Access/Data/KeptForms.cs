using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>A form that somebody sent after their session had ended.</summary>
/// <param name="Title">The title of its page.</param>
/// <param name="Action">The address that it was sent to.</param>
/// <param name="Fields">What was written, in the order in which it was sent.</param>
/// <param name="HadFiles">Whether files came with it, which are not kept.</param>
internal sealed record KeptForm(string Title, string Action, IReadOnlyList<KeyValuePair<string, string>> Fields, bool HadFiles);

/// <summary>
/// Keeps what somebody wrote in a form that can be sent only after they have signed in again. It is encrypted, it is given back to nobody else, and it goes
/// through the form's own checks like any other.
/// </summary>
internal sealed class KeptForms(KeptInputs inputs, IDataProtectionProvider protection)
{
    private const string Kind = "form";

    /// <summary>How long a form is kept.</summary>
    public static TimeSpan Lasts { get; } = TimeSpan.FromHours(1);

    private IDataProtector Marks => protection.CreateProtector("workwell.access.form-mark");

    /// <summary>Says in a form for whom it was shown. Only we can write it, so a form that another site makes up is never kept.</summary>
    public string MarkOf(Guid account, string title) => Marks.Protect($"{account:D}|{title}");

    /// <summary>Keeps the form of a request.</summary>
    /// <returns>The address at which its owner finds it; null where there is nothing to keep.</returns>
    public async Task<string?> KeepAsync(HttpContext http, Guid? onlyOf = null)
    {
        if (!IsKept(http.Request) || await ReadAsync(http) is not { } sent || OwnerIn(sent[StaffFrame.MarkField]) is not var (owner, title)) return null;
        if (onlyOf is { } only && only != owner) return null;
        var fields = sent.Where(field => field.Key is not (StaffFrame.MarkField or StaffFrame.TokenField))
            .SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value ?? ""));
        var form = new KeptForm(title, http.Request.Path + http.Request.QueryString, [.. fields], sent.Files.Any(file => file.Length > 0));
        var id = await inputs.KeepAsync(StaffAccount.NameOf(owner), Kind, JsonSerializer.Serialize(form), Lasts, http.RequestAborted);
        return $"/staff/kept/{id:D}";
    }

    /// <summary>A form of somebody, while it is kept.</summary>
    public async Task<KeptForm?> FindAsync(Guid account, Guid id, CancellationToken cancellationToken) =>
        await inputs.FindAsync(StaffAccount.NameOf(account), Kind, id, cancellationToken) is { } kept
            ? JsonSerializer.Deserialize<KeptForm>(kept) : null;

    // Passwords and codes stand in forms of somebody's own account, which are filled in anew.
    private static bool IsKept(HttpRequest request) => HttpMethods.IsPost(request.Method) && request.HasFormContentType
        && (request.Path.StartsWithSegments("/staff/areas", StringComparison.OrdinalIgnoreCase)
            || request.Path.StartsWithSegments("/staff/service", StringComparison.OrdinalIgnoreCase));

    private static async Task<IFormCollection?> ReadAsync(HttpContext http)
    {
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private (Guid Owner, string Title)? OwnerIn(string? mark)
    {
        try
        {
            return mark is { Length: > 0 } && Marks.Unprotect(mark).Split('|', 2) is [var id, var title] ? (Guid.Parse(id), title) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
