using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

public sealed class BulkUploadTests(OneDoor one) : IClassFixture<OneDoor>
{
    [Fact]
    public async Task The_template_has_a_byte_order_mark_our_headings_and_one_row_that_is_known_as_invented()
    {
        var template = await one.Host.Client.GetByteArrayAsync("/refer/bulk/template.csv");
        Assert.Equal([0xEF, 0xBB, 0xBF], template[..3]);
        Assert.StartsWith("your_reference,given_name,family_name", Encoding.UTF8.GetString(template[3..]), StringComparison.Ordinal);

        var answer = await SendAsync(await KeyAsync(), template);
        Assert.Equal((0, 1), (answer.GetProperty("received").GetInt32(), answer.GetProperty("givenBack").GetInt32()));
        Assert.Contains("invented example", answer.GetProperty("rows")[0].GetProperty("wrong")[0].GetProperty("says").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_become_referrals_of_their_own_areas_in_the_name_of_the_key_and_the_same_file_makes_nothing_twice()
    {
        var file = new BulkFileBuilder().Row(("your_reference", "A-1")).Row(("your_reference", "A-2"), ("postcode", "N17 0ZA"))
            .Row(("your_reference", "A-3"), ("postcode", "")).Bytes();
        var key = await KeyAsync();

        var first = await SendAsync(key, file);
        Assert.Equal((3, 0, 0), Counts(first));
        Assert.Equal("llr,national,ncl", await one.Host.Database.ReadAsync<string>(
            "select string_agg(distinct r.area, ',' order by r.area) from referrals.referral r join access.audit_entry a on a.subject = r.id where a.actor = " +
            "$1 and r.referral_source = 'employer'", "key:" + key.Name));
        var count = await CountAsync();

        Assert.Equal((0, 3, 0), Counts(await SendAsync(key, file)));
        Assert.Equal(count, await CountAsync());
        Assert.Equal((3, 0, 0), Counts(await SendAsync(await KeyAsync(), file)));
    }

    [Fact]
    public async Task Without_references_of_their_own_rows_are_known_by_their_content()
    {
        var file = new BulkFileBuilder().Row(("your_reference", ""), ("given_name", "Amal")).Row(("your_reference", ""), ("given_name", "Amal")).Bytes();
        Assert.Equal((1, 1, 0), Counts(await SendAsync(await KeyAsync(), file)));
    }

    [Fact]
    public async Task One_person_twice_in_a_file_is_two_referrals_and_all_but_the_first_wait_for_a_person()
    {
        var phone = $"07700 9{Random.Shared.Next(10_000, 99_999)}";
        var name = FamilyNames.Next();
        var file = new BulkFileBuilder().Row(("your_reference", "T-1"), ("family_name", name), ("phone", phone))
            .Row(("your_reference", "T-2"), ("family_name", name), ("phone", phone)).Bytes();
        Assert.Equal((2, 0, 0), Counts(await SendAsync(await KeyAsync(), file)));
        Assert.Equal(1L, await WaitingAsync(phone));
        // Two more of another organisation.
        Assert.Equal((2, 0, 0), Counts(await SendAsync(await KeyAsync(), file)));
        Assert.Equal(3L, await WaitingAsync(phone));
    }

    [Fact]
    public async Task Batches_that_are_made_side_by_side_know_of_each_other()
    {
        var phone = $"07700 9{Random.Shared.Next(10_000, 99_999)}";
        var name = FamilyNames.Next();
        const int most = BulkImport.RowsInBatch - 1;
        var file = new BulkFileBuilder().Rows(most, "side").Row(("your_reference", "end"), ("family_name", name), ("phone", phone))
            .Row(("your_reference", "beginning"), ("family_name", name), ("phone", phone)).Rows(most, "by").Rows(most, "side").Bytes();
        Assert.Equal(((2 * most) + 2, most, 0), Counts(await SendAsync(await KeyAsync(), file)));
        Assert.Equal(1L, await WaitingAsync(phone));
    }

    [Theory]
    [InlineData("phone", "4.47701E+11")]
    [InlineData("nhs_number", "9.99000E+09")]
    [InlineData("your_reference", "1,2E+10")]
    public async Task A_number_that_a_spreadsheet_has_rounded_is_given_back_with_a_sentence(string column, string cell)
    {
        var answer = await SendAsync(await KeyAsync(), new BulkFileBuilder().Row((column, cell)).Bytes());

        Assert.Equal((0, 0, 1), Counts(answer));
        var wrong = Assert.Single(answer.GetProperty("rows")[0].GetProperty("wrong").EnumerateArray());
        Assert.Equal(column, wrong.GetProperty("column").GetString());
        Assert.Contains("A spreadsheet has cut it short", wrong.GetProperty("says").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("phone", "7700900456", "phone", "+447700900456")]
    [InlineData("phone", "447700900456", "phone", "+447700900456")]
    [InlineData("phone", "7700 900 456", "phone", "+447700900456")]
    [InlineData("address", "1 Example Street\nLeicester", "array_to_string(address_lines, '|')", "1 Example Street|Leicester")]
    [InlineData("address", "1 Example Street\r\nLeicester", "array_to_string(address_lines, '|')", "1 Example Street|Leicester")]
    [InlineData("address", "Flat 2; 1 Example Street\nLeicester", "array_to_string(address_lines, '|')", "Flat 2|1 Example Street|Leicester")]
    public async Task What_spreadsheets_do_to_cells_is_mended(string column, string cell, string stored, string value)
    {
        var name = FamilyNames.Next();
        Assert.Equal((1, 0, 0), Counts(await SendAsync(await KeyAsync(), new BulkFileBuilder().Row(("family_name", name), (column, cell)).Bytes())));
        Assert.Equal(value, await one.Host.Database.ReadAsync<string>($"select {stored} from people.person where family_name = $1", name));
    }

    [Theory]
    [InlineData("email", "mailto:amira@people.example", "email-mended")]
    [InlineData("language", "pl", "language-not-written")]
    [InlineData("address", "NFA", "address-not-known")]
    public async Task What_is_noticed_about_a_row_is_answered_and_stored_as_at_any_door(string column, string cell, string code)
    {
        var name = FamilyNames.Next();
        var answer = await SendAsync(await KeyAsync(), new BulkFileBuilder().Row(("family_name", name), (column, cell)).Bytes());

        var row = Assert.Single(answer.GetProperty("notes").EnumerateArray());
        Assert.Equal(2, row.GetProperty("row").GetInt32());
        Assert.Contains(row.GetProperty("notes").EnumerateArray(),
            note => note.GetProperty("column").GetString() == column && note.GetProperty("code").GetString() == code);
        Assert.Contains(code, await one.Host.Database.ReadAsync<string>(
            "select decision ->> 'notes' from referrals.referral r join people.person p on p.id = r.person_id where p.family_name = $1", name)
            ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_employer_writes_about_health_is_not_kept_and_said_so()
    {
        var name = FamilyNames.Next();
        var answer = await SendAsync(
            await KeyAsync(), new BulkFileBuilder().Row(("family_name", name), ("needs", "mental-health; pain-or-movement")).Bytes());

        var row = Assert.Single(answer.GetProperty("notes").EnumerateArray());
        Assert.Equal(("needs", "health-from-employer"), (row.GetProperty("notes")[0].GetProperty("column").GetString(),
            row.GetProperty("notes")[0].GetProperty("code").GetString()));
        Assert.Equal(0L, await one.Host.Database.ReadAsync<long>(
            "select count(*) from referrals.referral r join people.person p on p.id = r.person_id where p.family_name = $1 "
            + "and to_jsonb(r)::text like '%mental-health%'", name));
    }

    [Fact]
    public async Task A_reference_with_other_details_is_given_back()
    {
        var key = await KeyAsync();
        await SendAsync(key, new BulkFileBuilder().Row(("your_reference", "B-1")).Bytes());
        var answer = await SendAsync(key, new BulkFileBuilder().Row(("your_reference", "B-1"), ("phone", "01632 960999")).Bytes());
        Assert.Equal((0, 0, 1), Counts(answer));
        Assert.Equal("your_reference", answer.GetProperty("rows")[0].GetProperty("wrong")[0].GetProperty("column").GetString());
    }

    [Fact]
    public async Task Bad_rows_are_named_by_row_and_column_and_can_be_mended_in_the_file_that_comes_back()
    {
        var key = await KeyAsync();
        var answer = await SendAsync(key, new BulkFileBuilder()
            .Row(("your_reference", "C-1"))
            .Row(("your_reference", "C-2"), ("date_of_birth", "31/02/1990"), ("needs_interpreter", "perhaps"), ("phone", "+44 1632 960001"),
            ("safe_times", "=HYPERLINK(\"x\")"))
            .Row(("your_reference", "C-3"), ("agreement", ""), ("work_situation", "retired"))
            .Row(("your_reference", "C-4"), ("email", "no mail"), ("given_name", ""), ("family_name", "")).Bytes());

        Assert.Equal((1, 0, 3), Counts(answer));
        Assert.Equal(
            ["3 date_of_birth", "3 needs_interpreter", "4 work_situation", "4 agreement", "5 given_name", "5 email"],
            answer.GetProperty("rows").EnumerateArray()
            .SelectMany(row => row.GetProperty("wrong").EnumerateArray()
            .Select(wrong => $"{row.GetProperty("row").GetInt32()} {wrong.GetProperty("column").GetString()}")));
        var back = answer.GetProperty("csv").GetString()!;
        Assert.StartsWith("\uFEFFyour_reference,", back, StringComparison.Ordinal);
        Assert.Contains(",'+44 1632 960001,", back, StringComparison.Ordinal);
        Assert.Contains(",\"'=HYPERLINK(\"\"x\"\")\",", back, StringComparison.Ordinal);
        Assert.Contains("needs_interpreter: Write yes or no", back, StringComparison.Ordinal);

        var mended = back.Replace("31/02/1990", "28/02/1990", StringComparison.Ordinal).Replace("perhaps", "yes", StringComparison.Ordinal);
        Assert.Equal((1, 0, 2), Counts(await SendAsync(key, Encoding.UTF8.GetBytes(mended))));
        Assert.Equal("+44 1632 960001",
            await one.Host.Database.ReadAsync<string>("select phone_given from people.person where phone_given like '+44 1632%' limit 1"));
    }

    [Theory]
    [InlineData("gu", 0x0A80, 0x0AFF)]
    [InlineData("ar", 0x0600, 0x06FF)]
    public async Task What_is_wrong_with_a_cell_is_said_in_the_language_that_was_asked_for(string language, int firstLetter, int lastLetter)
    {
        var key = await KeyAsync("llr");
        await SendAsync(key, new BulkFileBuilder().Row(("your_reference", "L-0")).Bytes());
        var good = new BulkFileBuilder().Row(("your_reference", "L-0"), ("phone", "01632 960998"))
            .Row(("date_of_birth", "31/02/1990"), ("needs_interpreter", "perhaps"), ("weeks_off_sick", "six"), ("work_situation", "retired"))
            .Row(("date_of_birth", "01/01/2999"), ("weeks_off_sick", "9999"), ("language", "?"), ("needs", "magic"), ("gp_practice_code", "!"))
            .Row(("date_of_birth", "01/01/1800"), ("given_name", ""), ("family_name", ""), ("email", ""), ("phone", ""), ("address", ""))
            .Row(("given_name", "12"), ("email", "no mail"), ("phone", "no"), ("address", "1;2;3;4;5;6;7"), ("referrer_name", ""), ("agreement", ""))
            .Row(("given_name", "\u0001"), ("family_name", "\uE000"), ("referrer_name", "☺"), ("referrer_role", new string('x', 101)))
            .Row(("postcode", "N17 0ZA")).Bytes();
        byte[] file = [.. good, .. "too,few,cells\r\n"u8,
            .. Encoding.UTF8.GetBytes(string.Join(',', BulkColumn.All.Select(column => column.Example.Length == 0 ? "" : $"\"{column.Example}\"")))];
        var english = await SendAsync(key, file);
        var theirs = await SendAsync(key, file, language);

        var (ours, other) = (Says(english), Says(theirs));
        Assert.Equal(26, ours.Length);
        Assert.Equal(ours.Select(one => one.Place), other.Select(one => one.Place));
        Assert.All(ours, one => Assert.DoesNotContain(one.Says, letter => letter >= firstLetter && letter <= lastLetter));
        Assert.All(other, one => Assert.Contains(one.Says, letter => letter >= firstLetter && letter <= lastLetter));
        Assert.Contains(other[0].Says, theirs.GetProperty("csv").GetString()!, StringComparison.Ordinal);

        var refused = await SendAsync(key, "given_name,emial\r\n"u8.ToArray(), language);
        Assert.Contains(refused.GetProperty("stopped").GetProperty("says").GetString()!, letter => letter >= firstLetter && letter <= lastLetter);

        static (string Place, string Says)[] Says(JsonElement answer) =>
            [.. answer.GetProperty("rows").EnumerateArray()
            .SelectMany(row => row.GetProperty("wrong").EnumerateArray()
            .Select(wrong => ($"{row.GetProperty("row")} {wrong.GetProperty("column")}", wrong.GetProperty("says").GetString()!)))];
    }

    public static TheoryData<string, byte[], string> Hostile() => new()
    {
        { "nothing", [], "Send a file that has rows. This one is empty." },
        { "only blank lines", Encoding.UTF8.GetBytes("\r\n\r\n"), "Send a file that has rows. This one is empty." },
        { "semicolons", Encoding.UTF8.GetBytes("your_reference;given_name\r\n1;2"), "semicolons" },
        { "another file", Encoding.UTF8.GetBytes("name,colour\r\nRosa,red"), "Add these columns, which are missing: given_name" },
        { "a column twice", Encoding.UTF8.GetBytes("given_name,family_name,referrer_name,agreement,email,email\r\n"), "they are there twice: email." },
        { "a slip in a heading", Encoding.UTF8.GetBytes("given_name,family_name,referrer_name,agreement,emial\r\n"), "We do not know them: emial." },
        { "UTF-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("given_name,family_name")], "as a CSV file" },
        { "Windows letters", Encoding.Latin1.GetBytes("given_name,family_name,referrer_name,agreement\r\nZoë,Example,Sam,yes\r\n"), "as a CSV file" },
        { "NUL", Encoding.UTF8.GetBytes("given_name,family_name,referrer_name,agreement\r\nRo\0sa,Example,Sam,yes\r\n"), "as a CSV file" },
        { "a spreadsheet", [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00], "as a CSV file" },
        { "a quote that never closes",
        Encoding.UTF8.GetBytes("given_name,family_name,referrer_name,agreement\r\n\"Rosa,Example,Sam,yes\r\n"
        + string.Concat(Enumerable.Repeat("Rosa,Example,Sam,yes\r\n", 1000))), "quotation mark" },
        { "a quote that never closes at the end", Encoding.UTF8.GetBytes("given_name,family_name,referrer_name,agreement\r\n\"Rosa,Example,Sam,yes\r\n"),
        "quotation mark" },
        { "an endless cell", Encoding.UTF8.GetBytes("given_name,family_name,referrer_name,agreement\r\n" + new string('x', 1_000_000)), "too long" },
        { "endless columns", Encoding.UTF8.GetBytes("given_name,family_name,referrer_name,agreement\r\n" + new string(',', 1_000_000)), "too long" },
        { "many columns", Encoding.UTF8.GetBytes("given_name,family_name,referrer_name,agreement\r\n" + new string(',', 100)), "Use 60 columns or fewer." },
        { "endless quoted lines",
        Encoding.UTF8.GetBytes("given_name,family_name,referrer_name,agreement\r\n" + string.Concat(Enumerable.Repeat("\"\n\",", 300_000))), "too long" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_file_that_is_no_such_file_is_refused_in_plain_words(string what, byte[] file, string says)
    {
        var answer = await SendAsync(await KeyAsync(), file);
        Assert.True(answer.GetProperty("received").GetInt32() == 0, what);
        Assert.Contains(says, answer.GetProperty("stopped").GetProperty("says").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Good_rows_before_the_place_where_a_file_breaks_are_kept()
    {
        var file = new BulkFileBuilder().Rows(3, "broken").Bytes();
        var answer = await SendAsync(await KeyAsync(), [.. file, .. "\"open,"u8]);
        Assert.Equal(3, answer.GetProperty("received").GetInt32());
        Assert.Contains("quotation mark", answer.GetProperty("stopped").GetProperty("says").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_five_hundred_wrong_rows_the_file_is_wrong_and_the_rest_is_not_read()
    {
        var file = new BulkFileBuilder();
        for (var i = 0; i < 700; i++) file.Row(("agreement", ""));
        var answer = await SendAsync(await KeyAsync(), file.Bytes());
        Assert.Equal(BulkImport.MaxBadRows, answer.GetProperty("givenBack").GetInt32());
        Assert.Equal(BulkImport.MaxBadRows + 1, answer.GetProperty("stopped").GetProperty("row").GetInt32());
    }

    [Fact]
    public async Task A_key_opens_its_own_door_and_its_own_areas_only()
    {
        var file = new BulkFileBuilder().Row(("your_reference", "D-1")).Row(("your_reference", "D-2"), ("postcode", "N17 0ZA")).Bytes();
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(null, file)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync((await KeyAsync(permission: Permission.BulkReferJobcentre)).Secret, file)).StatusCode);
        var answer = await SendAsync(await KeyAsync("llr"), file);
        Assert.Equal((1, 0, 1), Counts(answer));
        Assert.Equal("postcode", answer.GetProperty("rows")[0].GetProperty("wrong")[0].GetProperty("column").GetString());
    }

    [Fact]
    public async Task On_the_page_the_key_is_asked_for_each_time_and_rows_come_back_sealed_in_the_page()
    {
        var key = await KeyAsync();
        var file = new BulkFileBuilder().Row(("your_reference", "P-1")).Row(("your_reference", "P-2"), ("given_name", "Unmistakable"), ("agreement", ""))
            .Bytes();
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = one.Host.Client.BaseAddress };
        var page = await PageAsync(await client.GetAsync("/refer/bulk"));

        var wrong = await PageAsync(await UploadAsync(client, page, file, "wwk_" + new string('x', 43)));
        Assert.Contains("Check the key", wrong.QuerySelector(".nhsuk-error-summary")!.TextContent, StringComparison.Ordinal);

        var done = await PageAsync(await UploadAsync(client, page, file, key.Secret));
        Assert.Equal(["1", "0", "1", "0", "0"], done.QuerySelectorAll(".nhsuk-summary-list__value").Select(value => value.TextContent.Trim()));
        Assert.DoesNotContain(key.Secret, done.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("Unmistakable", done.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("agreement", done.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);

        var arabic = await PageAsync(await client.PostAsync("/refer/bulk", Fields(done, ("lang", "ar"))));
        Assert.Equal(["1", "0", "1", "0", "0"], arabic.QuerySelectorAll(".nhsuk-summary-list__value").Select(value => value.TextContent.Trim()));
        Assert.Equal("rtl", arabic.DocumentElement.GetAttribute("dir"));

        var rows = await client.PostAsync("/refer/bulk?handler=Rows", Fields(arabic));
        Assert.Equal("text/csv", rows.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Unmistakable", await rows.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("no-store", rows.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("employer", "", "Type your organisation’s key")]
    [InlineData("", "x", "Choose who you are sending for")]
    [InlineData("<script>", "wwk_\u202E'\"<b>", "Choose who you are sending for")]
    [InlineData("self", "x", "Choose who you are sending for")]
    public async Task What_is_wrong_on_the_page_is_said_above_it_and_the_key_is_never_shown_again(string referralSource, string key, string says)
    {
        using var client = new HttpClient { BaseAddress = one.Host.Client.BaseAddress, DefaultRequestHeaders = { { "Accept", "text/html" } } };
        var page = await PageAsync(await client.GetAsync("/refer/bulk"));
        var shown = await PageAsync(
            await client.PostAsync("/refer/bulk", Fields(page, ("ReferralSource", referralSource), ("Key", key), ("GivenBack", "AAAA"))));
        Assert.Contains(says, shown.QuerySelectorAll(".nhsuk-error-summary__list li").Select(item => item.TextContent.Trim()));
        Assert.Contains("Choose a file", shown.QuerySelectorAll(".nhsuk-error-summary__list li").Select(item => item.TextContent.Trim()));
        Assert.Equal("", shown.QuerySelector<IHtmlInputElement>("#Key")!.Value);
        Assert.Null(shown.QuerySelector("main script"));
    }

    [Fact]
    public async Task A_file_that_is_too_large_for_the_page_gets_a_page()
    {
        using var client = new HttpClient { BaseAddress = one.Host.Client.BaseAddress, DefaultRequestHeaders = { { "Accept", "text/html" } } };
        var page = await PageAsync(await client.GetAsync("/refer/bulk"));
        var response = await UploadAsync(client, page, new byte[3 * 1024 * 1024], "wwk_x");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("This is too large to send", (await PageAsync(response)).QuerySelector("h1")!.TextContent);
        Assert.Equal(HttpStatusCode.OK, (await UploadAsync(client, page, new byte[2 * 1024 * 1024], "wwk_x")).StatusCode);
    }

    private static (int Received, int Repeated, int GivenBack) Counts(JsonElement answer) =>
        (answer.GetProperty("received").GetInt32(), answer.GetProperty("repeated").GetInt32(), answer.GetProperty("givenBack").GetInt32());

    private Task<long> WaitingAsync(string phone) => one.Host.Database.ReadAsync<long>(
        "select count(*) from referrals.referral r join people.person p on p.id = r.person_id where r.awaits_settlement and p.phone_given = $1", phone);

    private async Task<(string Name, string Secret)> KeyAsync(string? area = null, string permission = Permission.BulkReferEmployer)
    {
        var name = $"bulk-{Guid.NewGuid():n}";
        var (secret, _) = await one.Host.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new() { Name = name, Areas = area is null ? Actor.AllAreas : [area], Permissions = [permission], Lasts = TimeSpan.FromDays(365) }, default);
        return (name, secret!);
    }

    private async Task<HttpResponseMessage> PostAsync(string? secret, byte[] file, string? language = null)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Post, "/api/referrals/employer/bulk") { Content = new ByteArrayContent(
            file) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } } };
        if (secret is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        if (language is not null) request.Headers.AcceptLanguage.ParseAdd(language);
        return await one.Host.Client.SendAsync(request);
    }

    private async Task<JsonElement> SendAsync((string Name, string Secret) key, byte[] file, string? language = null)
    {
        var response = await PostAsync(key.Secret, file, language);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, body);
        return JsonElement.Parse(body);
    }

    private static async Task<IHtmlDocument> PageAsync(HttpResponseMessage response) =>
        new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());

    private static Task<HttpResponseMessage> UploadAsync(HttpClient client, IHtmlDocument page, byte[] file, string key) =>
        client.PostAsync("/refer/bulk", new MultipartFormDataContent
    {
        { new StringContent(Token(page)), "form-token" },
        { new StringContent("employer"), "ReferralSource" },
        { new StringContent(key), "Key" },
        { new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } }, "Upload", "people.csv" },
    });

    private static FormUrlEncodedContent Fields(IHtmlDocument page, params (string Name, string Value)[] more) => new(
        page.QuerySelectorAll("form input[type=hidden]").OfType<IHtmlInputElement>().Select(input => KeyValuePair.Create(input.Name!, input.Value))
        .Concat(more.Select(one => KeyValuePair.Create(one.Name, one.Value))));

    private static string Token(IHtmlDocument page) => page.QuerySelector("input[name=form-token]")!.GetAttribute("value")!;

    private Task<long> CountAsync() => one.Host.Database.ReadAsync<long>("select count(*) from referrals.referral");
}
